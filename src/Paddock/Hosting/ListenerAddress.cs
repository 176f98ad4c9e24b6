using System.Net;

namespace Paddock.Hosting;

/// <summary>How messages come to a listener.</summary>
internal enum ListenerTransport
{
    Udp,
    Tcp,
    Tls,
}

/// <summary>An address besides HTTP's on which a protocol is listened to, as settings have it: <c>udp://0.0.0.0:5514?key=KEY</c>.</summary>
/// <param name="Key">The ingest key of the project that everything is for which comes here; "": each message names its own.</param>
internal sealed record ListenerAddress(ListenerTransport Transport, IPEndPoint EndPoint, string Key)
{
    /// <summary>Addresses with commas between them; none by default.</summary>
    public static ListenerAddress[] ReadAll(IConfiguration configuration, string setting, params ListenerTransport[] transports) =>
        [.. (configuration[setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => Read(setting, text, transports))];

    private static ListenerAddress Read(string setting, string text, ListenerTransport[] transports)
    {
        var query = text.IndexOf("?key=", StringComparison.Ordinal);
        var address = query < 0 ? text : text[..query];
        var key = query < 0 ? "" : text[(query + "?key=".Length)..];
        var parts = address.Split("://");
        return parts.Length == 2 && Enum.TryParse<ListenerTransport>(parts[0], ignoreCase: true, out var transport) && transports.Contains(transport)
            && IPEndPoint.TryParse(parts[1], out var endPoint) && endPoint.Port > 0 && key.All(char.IsAsciiLetterOrDigit)
            ? new ListenerAddress(transport, endPoint, key)
            : throw new OptionException(setting, WithoutKey(text), $"addresses with commas, such as {string.Join(" or ", transports.Select(static one => one.ToString().ToLowerInvariant() + "://0.0.0.0:5514"))}, each with ?key= and the key of a project behind it, or without");
    }

    // Messages end up in logs.
    private static string WithoutKey(string text) => text.IndexOf('?') is var query and >= 0 ? text[..query] + "?…" : text;
}
