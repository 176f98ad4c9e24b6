using System.Text;

namespace Paddock.Receivers;

/// <summary>
/// Where clients may put the key: the path, a header of our own or of their protocol, Authorization as Bearer, ApiKey or Basic (as user or as password) or as it is, or the query.
/// </summary>
internal static class IngestKeys
{
    private const int LongestPair = 512;

    // What is a tenant elsewhere is a project here.
    private static readonly string[] Headers = ["x-paddock-key", "x-seq-apikey", "x-scope-orgid"];
    private static readonly string[] Parameters = ["key", "api_key", "apiKey", "api_secret"];

    /// <summary>What may be the key, the likeliest first.</summary>
    public static IEnumerable<string> Of(HttpRequest request)
    {
        if (request.RouteValues["key"] is string inPath) yield return inPath;
        var authorization = request.Headers.Authorization.ToString();
        if (After("Bearer ", authorization) is { } token) yield return token;
        if (After("ApiKey ", authorization) is { } apiKey)
        {
            yield return apiKey;
            foreach (var part in PartsOf(apiKey)) yield return part;
        }
        if (After("Basic ", authorization) is { } pair)
        {
            foreach (var part in PartsOf(pair)) yield return part;
        }
        // Keen's clients send it as it is.
        if (authorization.Length is > 0 and <= LongestPair && !authorization.Contains(' ')) yield return authorization;
        foreach (var header in Headers)
            if (request.Headers[header].ToString() is { Length: > 0 } value) yield return value.Trim();
        foreach (var parameter in Parameters)
            if (request.Query[parameter].ToString() is { Length: > 0 } value) yield return value.Trim();
    }

    private static string? After(string scheme, string authorization) =>
        authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? authorization[scheme.Length..].Trim() : null;

    private static string[] PartsOf(string base64)
    {
        var bytes = new byte[LongestPair];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.Latin1.GetString(bytes, 0, length).Split(':', 2, StringSplitOptions.RemoveEmptyEntries) : [];
    }
}
