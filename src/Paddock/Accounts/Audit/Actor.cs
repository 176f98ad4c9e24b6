using Paddock.Accounts.Access;

namespace Paddock.Accounts.Audit;

/// <summary>Who did something, as the book keeps it: e-mail or name as it was, and the browser; no address.</summary>
internal sealed record Actor(int? UserId, string Name, string UserAgent)
{
    private const int LongestUserAgent = 200;

    public static readonly Actor CommandLine = new(null, "command line", "");

    /// <summary>Endpoints that let in people and programs can take it as a parameter.</summary>
    public static ValueTask<Actor?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>() switch
    {
        { Person: { } person } => Of(person.Id, person.Email, context.Request.Headers.UserAgent.ToString()),
        { Program: { } program } => Of(program.MakerId, $"token {program.Name}", context.Request.Headers.UserAgent.ToString()),
        _ => null,
    });

    public static Actor Of(int? userId, string name, string userAgent) => new(userId, name, userAgent.Length <= LongestUserAgent ? userAgent : userAgent[..LongestUserAgent]);
}
