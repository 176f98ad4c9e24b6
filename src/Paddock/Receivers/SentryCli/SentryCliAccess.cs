using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Database;

namespace Paddock.Receivers.SentryCli;

/// <summary>The project that a request of sentry-cli is about: the one that its token opens. Organizations, which Paddock has not, may be called anything.</summary>
internal sealed record CliProject(int Id, string Slug, string Name, DateTimeOffset CreatedAt, Capability Can)
{
    /// <summary>Whether a project that the request names is this one: by its slug, or by its number.</summary>
    public bool IsCalled(string? name) => name == Slug || name == Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Finds it, before a byte of the body is read.</summary>
internal sealed class SentryCliAccess(ApiTokens tokens, RelationalStore store)
{
    public async Task<(CliProject? Project, IResult? Refusal)> OpenAsync(HttpContext context, Capability needs)
    {
        var cancel = context.RequestAborted;
        var header = context.Request.Headers.Authorization.ToString();
        const string scheme = "Bearer ";
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || await tokens.FindAsync(header[scheme.Length..].Trim(), cancel) is not { } program)
            return (null, CliAnswer.Problem(StatusCodes.Status401Unauthorized, "Invalid token: send an API token of the project as SENTRY_AUTH_TOKEN. They are made in the project's settings, under Tokens."));
        var project = await store.ReadAsync(async (db, stop) =>
        {
            var row = await db.Projects.SingleAsync(project => project.Id == program.ProjectId, stop);
            var (_, can) = await ProjectAccess.OfAsync(db, row.Id, new Caller(null, program), stop);
            return new CliProject(row.Id, row.Slug, row.Name, row.CreatedAt, can);
        }, cancel);
        if (!project.Can.Includes(needs | Capability.Read))
            return (null, CliAnswer.Problem(StatusCodes.Status403Forbidden, "This token may not do that: uploads and releases need the scope \"write\"."));
        return context.GetRouteValue("project") is string named && !project.IsCalled(named)
            ? (null, WrongProject(project, named))
            : (project, null);
    }

    // Not 404, to which the command line has words of its own.
    public static IResult WrongProject(CliProject project, string? named) =>
        CliAnswer.Problem(StatusCodes.Status403Forbidden, $"This token belongs to the project \"{project.Slug}\", and not to \"{named}\": set SENTRY_PROJECT={project.Slug}.");
}
