using System.Net;

namespace Paddock.Accounts;

/// <summary>What a sign-in knows of the browser it comes from.</summary>
/// <param name="FormerSession">The session cookie it brought along, if any.</param>
internal sealed record Browser(IPAddress? Address, string UserAgent, string? FormerSession)
{
    public static Browser Of(HttpContext context) =>
        new(context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent.ToString(), SessionCookie.Read(context.Request));
}
