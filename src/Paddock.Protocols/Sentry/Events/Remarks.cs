using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>What was done to an event on its way in, by path; so that a reader can tell "[Filtered]" and a cut from what the client sent.</summary>
internal sealed class Remarks
{
    private const int MostPathsEach = 100;

    private readonly List<string> _scrubbed = [];
    private readonly List<string> _trimmed = [];
    private readonly List<string> _invalid = [];

    /// <summary>A secret or an address was removed here.</summary>
    public void Scrubbed(JsonPath path) => Add(_scrubbed, path);

    /// <summary>Something too long, too many or too deep was cut here.</summary>
    public void Trimmed(JsonPath path) => Add(_trimmed, path);

    /// <summary>Something of a wrong type was left out here.</summary>
    public void Invalid(JsonPath path) => Add(_invalid, path);

    public void Clear()
    {
        _scrubbed.Clear();
        _trimmed.Clear();
        _invalid.Clear();
    }

    public Slice WriteTo(JsonBuffer output)
    {
        if (_scrubbed.Count + _trimmed.Count + _invalid.Count == 0)
            return default;
        var start = output.Length;
        output.Write((byte)'{');
        WriteList(output, "\"scrubbed\":["u8, _scrubbed);
        WriteList(output, "\"trimmed\":["u8, _trimmed);
        WriteList(output, "\"invalid\":["u8, _invalid);
        output.Close('}');
        return output.Since(start);
    }

    private static void Add(List<string> list, JsonPath path)
    {
        if (list.Count >= MostPathsEach)
            return;
        var text = path.ToString();
        if (list.Count == 0 || list[^1] != text)
            list.Add(text);
    }

    private static void WriteList(JsonBuffer output, ReadOnlySpan<byte> opening, List<string> paths)
    {
        if (paths.Count == 0)
            return;
        output.Write(opening);
        foreach (var path in paths)
        {
            output.WriteString(path);
            output.Write((byte)',');
        }
        output.Close(']');
        output.Write((byte)',');
    }
}
