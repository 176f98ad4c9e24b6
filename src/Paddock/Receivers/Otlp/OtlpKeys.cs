using System.Text;

namespace Paddock.Receivers.Otlp;

/// <summary>Where OpenTelemetry's clients may put the key: the path, <c>x-paddock-key</c>, or Authorization as Bearer or Basic (as user or as password).</summary>
internal static class OtlpKeys
{
    private const int LongestBasic = 512;

    /// <summary>What may be the key, the likeliest first.</summary>
    public static IEnumerable<string> Of(HttpRequest request)
    {
        if (request.RouteValues["key"] is string inPath) yield return inPath;
        if (request.Headers["x-paddock-key"].ToString() is { Length: > 0 } header) yield return header.Trim();
        var authorization = request.Headers.Authorization.ToString();
        if (After("Bearer ", authorization) is { } token) yield return token;
        if (After("Basic ", authorization) is { } pair)
        {
            foreach (var part in PartsOf(pair)) yield return part;
        }
    }

    private static string? After(string scheme, string authorization) =>
        authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? authorization[scheme.Length..].Trim() : null;

    private static string[] PartsOf(string base64)
    {
        var bytes = new byte[LongestBasic];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.Latin1.GetString(bytes, 0, length).Split(':', 2, StringSplitOptions.RemoveEmptyEntries) : [];
    }
}
