using System.Text.Json;

namespace Paddock.Signals.Errors.Releases;

/// <summary>A frame's file, as a repository may call it: machines and bundlers put folders in front that it does not have, and it has some that they leave out.</summary>
internal static class SourcePath
{
    /// <summary>Parts of the path of a stored frame, the file last; none: the frame names no file.</summary>
    public static string[] Of(JsonElement frame)
    {
        var parts = Parts(Text(frame, "filename") is { Length: > 0 } name && name[0] != '<' ? name : Text(frame, "abs_path"));
        // The JVM and .NET name the file alone; its folders are those of the module.
        return parts is [var file] && Text(frame, "module").Split('.') is { Length: > 1 } module && module[^1] == Path.GetFileNameWithoutExtension(file) ? [.. module[..^1], file] : parts;
    }

    /// <summary>Whether it is the same file: the shorter path is the whole end of the longer one, and says more than the file's name.</summary>
    /// <param name="frame">as <see cref="Of"/> gives it</param>
    /// <param name="file">of a repository</param>
    public static bool IsSame(ReadOnlySpan<string> frame, ReadOnlySpan<string> file)
    {
        var common = 0;
        while (common < frame.Length && common < file.Length && frame[^(common + 1)] == file[^(common + 1)]) common++;
        return common == Math.Min(frame.Length, file.Length) && (common > 1 || (common == 1 && frame.Length == file.Length));
    }

    public static string[] Parts(string path)
    {
        // app:///static/cart.js, webpack://shop/./src/cart.ts?1a2b, https://shop.example.org/static/cart.js
        if (path.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0)
        {
            var rest = path[(scheme + 3)..];
            path = rest[(rest.IndexOf('/') + 1)..];
            if (path.IndexOfAny(['?', '#']) is var end and >= 0) path = path[..end];
        }
        return [.. path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Where(static part => part is not ("." or ".."))];
    }

    private static string Text(JsonElement frame, string name) => frame.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
