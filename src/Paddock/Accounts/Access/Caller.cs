namespace Paddock.Accounts.Access;

/// <summary>Who asks: a person by a session cookie, or a program by an API token. One of the two is set.</summary>
internal sealed record Caller(Person? Person, ApiProgram? Program)
{
    /// <summary>Endpoints under any rule but <see cref="AccessRules.AllowAnyone{T}"/> can take the caller as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());

    /// <summary>Reads the credentials. A Bearer token goes before the cookie, and a wrong one is not made good by it.</summary>
    /// <returns>Null when there are none, or none that open anything.</returns>
    public static async ValueTask<Caller?> ReadAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        if (BearerToken(context.Request) is { } token)
            return await context.RequestServices.GetRequiredService<ApiTokens>().FindAsync(token, cancellation) is { } program
                ? new Caller(null, program)
                : null;
        return SessionCookie.Read(context.Request) is { } cookie
            && await context.RequestServices.GetRequiredService<Sessions>().FindAsync(cookie, cancellation) is { } person
                ? new Caller(person, null)
                : null;
    }

    // Another scheme may be meant for a proxy before us, and is none of our business.
    private static string? BearerToken(HttpRequest request)
    {
        const string scheme = "Bearer";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;
    }
}
