using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Paddock.Hosting;

namespace Paddock.Accounts.Access;

/// <summary>Enforces the <see cref="AccessRule"/> of each endpoint before its parameters, and so before its body, are read.</summary>
internal static class AccessControl
{
    private const string CsrfHeader = "X-Paddock-Csrf";
    private const string NotThisRole = "Your role in this project does not include this. Its owners and admins can change roles.";
    private const string NotThisToken = "This API token may not do this: its scopes, or the role of who made it, do not include it.";

    public static Task EnforceAsync(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<AccessRule>() is { } rule)
            return rule.Audience == Audience.Anyone ? next(context) : EnforceAsync(context, rule, next);
        // Not for ASP.NET's own answers, such as 405.
        if (endpoint is RouteEndpoint && context.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"{endpoint.DisplayName} does not say who may use it (see AccessRules).");
        return next(context);
    }

    private static async Task EnforceAsync(HttpContext context, AccessRule rule, RequestDelegate next)
    {
        // Data for one reader: for no cache on the way, and never a document of its own.
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        var caller = await Caller.ReadAsync(context);
        var refusal = caller is null ? Unauthorized(context) : await RefusalAsync(context, rule, caller) ?? UnknownCharset(context.Request);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        context.Features.Set(caller);
        await next(context);
    }

    private static async Task<ProblemHttpResult?> RefusalAsync(HttpContext context, AccessRule rule, Caller caller)
    {
        if (caller.Person is { } signedIn && IsForged(context, signedIn))
            return Forbidden("This change did not come from Paddock's own screen. Load the page again.");
        if (caller.Person is null && rule.IsForPeople)
            return Forbidden("This needs a person who is signed in; an API token cannot do it.");
        if (rule.Audience is Audience.Administrator && caller.Person is not { IsAdministrator: true })
            return Forbidden("Only an administrator may do this.");
        if (!rule.IsOfProject)
            return null;
        var project = await ProjectAccess.FindAsync(context, caller);
        context.Features.Set(project);
        if (project is null)
            return TypedResults.Problem("There is no such project.", statusCode: StatusCodes.Status404NotFound);
        return project.Can.Includes(rule.NeedsFor(context.Request.Method)) ? null : Forbidden(project.Role is null ? NotThisToken : NotThisRole);
    }

    private static bool IsForged(HttpContext context, Person person)
    {
        var request = context.Request;
        if (!AccessRule.IsChange(request.Method))
            return false;
        return !SameOrigin.Allows(request, context.RequestServices.GetRequiredService<PublicAddress>().BaseUrl)
            || !Secrets.AreEqual(request.Headers[CsrfHeader], person.Csrf);
    }

    private static ProblemHttpResult Unauthorized(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem("Sign in, or send an API token as Authorization: Bearer.", statusCode: StatusCodes.Status401Unauthorized);
    }

    // JSON is UTF-8; any other word for its charset, this one in quotes included, makes ASP.NET throw when it reads the parameters.
    private static ProblemHttpResult? UnknownCharset(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.Charset.ToString().ToLowerInvariant() is "" or "utf-8" or "us-ascii"
            ? null
            : TypedResults.Problem("Send the body in UTF-8.", statusCode: StatusCodes.Status415UnsupportedMediaType);

    private static ProblemHttpResult Forbidden(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status403Forbidden);
}
