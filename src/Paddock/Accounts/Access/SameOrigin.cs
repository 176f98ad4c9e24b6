namespace Paddock.Accounts.Access;

/// <summary>Whether a change was asked for by our own pages. The first of two walls against forged requests; the token is the second.</summary>
internal static class SameOrigin
{
    /// <summary>
    /// A browser says where a request comes from by Sec-Fetch-Site (not over plain HTTP from afar) or by Origin. Only the authority is
    /// compared: a proxy may end TLS, or rewrite Host, without saying so. Without either header the token decides alone.
    /// </summary>
    public static bool Allows(HttpRequest request, Uri baseUrl)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && (IsHost(uri, request.Host.Value) || IsHost(uri, baseUrl.Authority)));
    }

    private static bool IsHost(Uri origin, string? host) =>
        string.Equals(origin.Authority, host, StringComparison.OrdinalIgnoreCase)
        || string.Equals($"{origin.Host}:{origin.Port}", host, StringComparison.OrdinalIgnoreCase);
}
