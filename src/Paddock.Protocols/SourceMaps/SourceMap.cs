using System.Runtime.InteropServices;
using System.Text.Json;

namespace Paddock.Protocols.SourceMaps;

/// <summary>A source map (revision 3, ECMA-426), ready to be asked by many threads. Made of any bytes without throwing, within <see cref="SourceMapLimits"/>.</summary>
public sealed class SourceMap
{
    private readonly Mapping[] _mappings;
    private readonly List<string> _sources;
    private readonly List<string> _names;
    private readonly List<SourceText?> _texts;

    internal SourceMap(SourceMapReader read)
    {
        _mappings = [.. read.Mappings];
        if (!read.IsSorted)
            Array.Sort(_mappings);
        (_sources, _names, _texts, DebugId) = (read.Sources, read.Names, read.Texts, read.DebugId);
        HeldBytes = (long)_mappings.Length * Marshal.SizeOf<Mapping>() + _texts.Sum(static text => text?.HeldBytes ?? 0) + Held(_sources) + Held(_names);
    }

    /// <summary>Which map this is for which generated file, when the bundler gave both an id.</summary>
    public Guid? DebugId { get; }

    /// <summary>About how much memory it takes, for caches that are bounded.</summary>
    public long HeldBytes { get; }

    /// <param name="json">The file, with or without the line <c>)]}'</c> that keeps it from being run as a script.</param>
    /// <param name="map">Null unless the status is Ok.</param>
    public static SourceMapStatus Parse(ReadOnlySpan<byte> json, out SourceMap? map)
    {
        map = null;
        if (json.Length > SourceMapLimits.Bytes)
            return SourceMapStatus.TooLarge;
        var reader = new SourceMapReader();
        try
        {
            var status = reader.Read(json);
            if (status == SourceMapStatus.Ok)
                map = new SourceMap(reader);
            return status;
        }
        catch (JsonException)
        {
            return SourceMapStatus.Malformed;
        }
    }

    /// <summary>What the last mapping at or before a place of its line says; null when the line has none there, or the code was made by the bundler itself.</summary>
    /// <param name="line">Of the generated code, from 1, as stack traces count.</param>
    /// <param name="column">Likewise.</param>
    public SourcePlace? Find(int line, int column)
    {
        if (line < 1 || column < 1)
            return null;
        var index = Array.BinarySearch(_mappings, new Mapping(line - 1, column - 1, 0, 0, 0, 0));
        if (index < 0)
            index = ~index - 1;
        if (index < 0 || _mappings[index] is var mapping && (mapping.Line != line - 1 || mapping.Source < 0))
            return null;
        return new SourcePlace(_sources[mapping.Source], mapping.SourceLine + 1, mapping.SourceColumn + 1, mapping.Name < 0 ? null : _names[mapping.Name]) { Text = _texts[mapping.Source] };
    }

    private static long Held(List<string> texts)
    {
        const int bytesOfObject = 30;
        return texts.Sum(static text => bytesOfObject + 2L * text.Length);
    }
}
