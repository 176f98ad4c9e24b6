using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Database;
using Paddock.Pages;

namespace Paddock.Alerting;

/// <summary>Behind the link at the end of a mail. Looking changes nothing, since programs that guard mailboxes open links; the button, or a mail program's own (RFC 8058), mutes.</summary>
internal static class MutePage
{
    private const string Path = MuteLinks.Path + "/{token}";

    public static void MapMute(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).AllowAnyone();
        routes.MapPost(Path, SubmitAsync).AllowAnyone().WithMetadata(new RequestSizeLimitAttribute(FormBody.Limit));
    }

    private static async Task ShowAsync(HttpContext context, string token, MuteLinks links, RelationalStore store)
    {
        if (await FindAsync(links, store, token, context.RequestAborted) is not var (_, _, alert, project)) await WriteGoneAsync(context);
        else await Page.WriteAsync(context, StatusCodes.Status200OK, "Mute an alert", $"""
                <h1>No more mails of “{alert}”?</h1>
                <p>It is an alert of {project}. Only you will not get its mails any more; you can take it back in the project's settings.</p>
                <form method="post"><button autofocus>No more mails to me</button></form>
            """);
    }

    // Without a form's token: who has the link may do this one thing, from any mail program.
    private static async Task SubmitAsync(HttpContext context, string token, MuteLinks links, RelationalStore store)
    {
        if (await FindAsync(links, store, token, context.RequestAborted) is not var (id, user, alert, _) || !await AlertsApi.MuteForAsync(store, null, id, user, context.RequestAborted)) await WriteGoneAsync(context);
        else await Page.WriteAsync(context, StatusCodes.Status200OK, "Muted", $"""
                <h1>Done</h1>
                <p>“{alert}” sends you no more mails. Everybody else gets them as before.</p>
            """);
    }

    private static async Task<(int Alert, int User, string Name, string Project)?> FindAsync(MuteLinks links, RelationalStore store, string token, CancellationToken cancel)
    {
        if (links.Read(token) is not var (alert, user)) return null;
        var found = await store.ReadAsync(
            (db, stop) => (from row in db.Alerts where row.Id == alert join project in db.Projects on row.ProjectId equals project.Id select new { row.Name, Project = project.Name }).SingleOrDefaultAsync(stop), cancel);
        return found is null ? null : (alert, user, found.Name, found.Project);
    }

    private static Task WriteGoneAsync(HttpContext context) => Page.WriteAsync(context, StatusCodes.Status404NotFound, "Link not valid", $"""
            <h1>This link does nothing</h1>
            <p>The alert is gone, or the link is incomplete.</p>
        """);
}
