using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Signals.Errors;

namespace Paddock.Hosting;

/// <summary>Where the errors room meets accounts, of which it knows nothing.</summary>
internal static class IssuePeopleModule
{
    public static IServiceCollection AddIssuePeople(this IServiceCollection services) =>
        services.AddSingleton<ProjectPeople>().AddSingleton(static provider => new IssuePeople(Asking, async (project, cancel) =>
            [.. (await provider.GetRequiredService<ProjectPeople>().ListAsync(project, cancel)).Select(static person => new Assignee(person.Id, Called(person.Name, person.Email), person.Email))]));

    private static IssueActor Asking(HttpContext context) => context.Features.Get<Caller>() switch
    {
        { Person: { } person } => new(person.Id, Called(person.Name, person.Email), person.Email),
        { Program: { } program } => new(null, $"token {program.Name}", ""),
        _ => throw new InvalidOperationException("Nobody asks."),
    };

    private static string Called(string name, string email) => name.Length > 0 ? name : email;
}
