using System.Text;
using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

/// <summary>How the client reaches this server: SDKs trace their own uploads to it.</summary>
/// <param name="Project">The one in the path of the request; 0 when it is not known.</param>
/// <param name="Host">The request's Host header, or null.</param>
public readonly record struct OwnAddress(int Project, string? Host)
{
    // Paths that are ours at our own host only: other sites may have them too.
    private static readonly string[] Doors = ["/in/", "/v1/traces", "/v1/logs", "/v1/metrics"];

    /// <param name="url">A URL, or a text with one in it, UTF-8.</param>
    internal bool IsTargetOf(ReadOnlyMemory<byte> url)
    {
        if (!UrlPaths.TrySplit(url, out var authority, out var path))
            return false;
        if (IsUpload(path.Span))
            return true;
        if (!Ascii.EqualsIgnoreCase(authority.Span, Host))
            return false;
        foreach (var door in Doors)
        {
            if (Ascii.Equals(path.Span[..Math.Min(path.Length, door.Length)], door))
                return true;
        }
        return false;
    }

    // /api/{project}/envelope/ of this very project is an upload whatever the host is called: behind a proxy the client knows another name than we do.
    private bool IsUpload(ReadOnlySpan<byte> path)
    {
        Span<byte> root = stackalloc byte["/api//".Length + 10];
        return Project > 0
            && System.Text.Unicode.Utf8.TryWrite(root, $"/api/{Project}/", out var length)
            && path.StartsWith(root[..length])
            && path[length..].TrimEnd((byte)'/') is var action
            && (action.SequenceEqual("envelope"u8) || action.SequenceEqual("store"u8));
    }
}
