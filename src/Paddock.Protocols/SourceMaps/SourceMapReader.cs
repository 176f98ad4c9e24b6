using System.Text.Json;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.SourceMaps;

/// <summary>Reads a map, or an index of maps (<c>sections</c>), into one list of mappings.</summary>
internal sealed class SourceMapReader
{
    private readonly CharBuffer _text = new(1024);
    private SourceMapStatus _status;

    public List<Mapping> Mappings { get; } = [];

    public List<string> Sources { get; } = [];

    /// <summary>As long as <see cref="Sources"/>; null where the map does not hold the file.</summary>
    public List<SourceText?> Texts { get; } = [];

    public List<string> Names { get; } = [];

    public Guid? DebugId { get; private set; }

    public bool IsSorted { get; private set; } = true;

    /// <summary>Throws <see cref="JsonException"/> for what is no JSON.</summary>
    public SourceMapStatus Read(ReadOnlySpan<byte> json)
    {
        json = WithoutGuard(json);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = SourceMapLimits.Depth });
        reader.Read();
        ReadMap(ref reader, 0, 0, isSection: false);
        if (_status == SourceMapStatus.Ok && reader.Read())
            Fail(SourceMapStatus.Malformed);
        return _status;
    }

    private static ReadOnlySpan<byte> WithoutGuard(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        if (!json.StartsWith(")]}'"u8))
            return json;
        var end = json.IndexOf((byte)'\n');
        return end < 0 ? default : json[(end + 1)..];
    }

    private void ReadMap(ref Utf8JsonReader reader, int firstLine, int firstColumn, bool isSection)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(SourceMapStatus.Malformed);
            return;
        }
        AlignTexts();
        var (firstSource, firstName) = (Sources.Count, Names.Count);
        var mappings = default(ReadOnlySpan<byte>);
        var root = "";
        var hasMappings = false;
        while (_status == SourceMapStatus.Ok && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonStrings.Decode(ref reader, _text);
            switch (name)
            {
                case "mappings" when !hasMappings:
                    reader.Read();
                    hasMappings = reader.TokenType == JsonTokenType.String;
                    mappings = hasMappings ? reader.ValueSpan : default;
                    break;
                case "sections" when !isSection && !hasMappings:
                    reader.Read();
                    hasMappings = true;
                    ReadSections(ref reader);
                    break;
                case "sources" when Sources.Count == firstSource:
                    ReadSources(ref reader);
                    break;
                case "sourcesContent":
                    ReadContents(ref reader, firstSource);
                    break;
                case "names" when Names.Count == firstName:
                    ReadNames(ref reader);
                    break;
                case "sourceRoot":
                    reader.Read();
                    root = Text(ref reader);
                    break;
                case "debug_id" or "debugId":
                    reader.Read();
                    DebugId ??= Guid.TryParse(Text(ref reader), out var id) ? id : null;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        if (_status != SourceMapStatus.Ok)
            return;
        if (!hasMappings)
            Fail(SourceMapStatus.Malformed);
        for (var source = firstSource; root.Length > 0 && source < Sources.Count; source++)
            Sources[source] = Behind(root, Sources[source]);
        AlignTexts();
        AddMappings(mappings, firstLine, firstColumn, firstSource, firstName);
    }

    private void AlignTexts()
    {
        if (Texts.Count > Sources.Count)
            Texts.RemoveRange(Sources.Count, Texts.Count - Sources.Count);
        while (Texts.Count < Sources.Count)
            Texts.Add(null);
    }

    private void ReadSections(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Fail(SourceMapStatus.Malformed);
            return;
        }
        for (var count = 0; _status == SourceMapStatus.Ok && reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (count == SourceMapLimits.Sections)
                Fail(SourceMapStatus.TooLarge);
            else
                ReadSection(ref reader);
        }
    }

    // The offset may stand behind the map that it moves.
    private void ReadSection(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(SourceMapStatus.Malformed);
            return;
        }
        var ahead = reader;
        var (line, column) = Offset(ref ahead);
        while (_status == SourceMapStatus.Ok && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMap = JsonStrings.Is(ref reader, "map"u8);
            reader.Read();
            if (isMap)
                ReadMap(ref reader, line, column, isSection: true);
            else
                reader.Skip();
        }
    }

    private static (int Line, int Column) Offset(ref Utf8JsonReader section)
    {
        var (line, column) = (0, 0);
        while (section.Read() && section.TokenType == JsonTokenType.PropertyName)
        {
            var isOffset = JsonStrings.Is(ref section, "offset"u8);
            section.Read();
            if (!isOffset || section.TokenType != JsonTokenType.StartObject)
            {
                section.Skip();
                continue;
            }
            while (section.Read() && section.TokenType == JsonTokenType.PropertyName)
            {
                var (isLine, isColumn) = (JsonStrings.Is(ref section, "line"u8), JsonStrings.Is(ref section, "column"u8));
                section.Read();
                if (section.TokenType == JsonTokenType.Number && section.TryGetInt32(out var number) && number >= 0)
                    (line, column) = (isLine ? number : line, isColumn ? number : column);
                section.Skip();
            }
        }
        return (line, column);
    }

    private void ReadSources(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }
        while (_status == SourceMapStatus.Ok && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Sources.Add(Text(ref reader));
            if (Sources.Count > SourceMapLimits.Sources)
                Fail(SourceMapStatus.TooLarge);
        }
    }

    private void ReadNames(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }
        while (_status == SourceMapStatus.Ok && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Names.Add(Text(ref reader));
            if (Names.Count > SourceMapLimits.Names)
                Fail(SourceMapStatus.TooLarge);
        }
    }

    private void ReadContents(ref Utf8JsonReader reader, int firstSource)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray || Texts.Count > firstSource)
        {
            reader.Skip();
            return;
        }
        while (_status == SourceMapStatus.Ok && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Texts.Add(reader.TokenType == JsonTokenType.String ? new SourceText(JsonStrings.Decode(ref reader, _text).ToString()) : null);
            reader.Skip();
            if (Texts.Count > SourceMapLimits.Sources)
                Fail(SourceMapStatus.TooLarge);
        }
    }

    private void AddMappings(ReadOnlySpan<byte> text, int firstLine, int firstColumn, int firstSource, int firstName)
    {
        var reader = new MappingReader(text);
        while (_status == SourceMapStatus.Ok && reader.TryRead(out var mapping))
        {
            if (Mappings.Count == SourceMapLimits.Mappings || mapping.Line > int.MaxValue - firstLine || mapping.Column > int.MaxValue - firstColumn)
                Fail(SourceMapStatus.TooLarge);
            else
                Add(Moved(mapping, firstLine, firstColumn, firstSource, firstName));
        }
        if (reader.IsBroken)
            Fail(SourceMapStatus.Malformed);
    }

    private Mapping Moved(in Mapping mapping, int firstLine, int firstColumn, int firstSource, int firstName) => mapping with
    {
        Line = mapping.Line + firstLine,
        Column = mapping.Column + (mapping.Line == 0 ? firstColumn : 0),
        Source = mapping.Source >= 0 && mapping.Source < Sources.Count - firstSource ? mapping.Source + firstSource : -1,
        Name = mapping.Name >= 0 && mapping.Name < Names.Count - firstName ? mapping.Name + firstName : -1,
    };

    private void Add(in Mapping mapping)
    {
        IsSorted &= Mappings.Count == 0 || Mappings[^1].CompareTo(mapping) <= 0;
        Mappings.Add(mapping);
    }

    // Leaves the reader at the end of a value that is no text.
    private string Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return "";
        }
        var text = JsonStrings.Decode(ref reader, _text);
        return text[..Math.Min(text.Length, SourceMapLimits.NameLength)].ToString();
    }

    private static string Behind(string root, string source) =>
        source.StartsWith('/') || source.Contains("://", StringComparison.Ordinal) ? source : $"{root.TrimEnd('/')}/{source}";

    private void Fail(SourceMapStatus status)
    {
        if (_status == SourceMapStatus.Ok)
            _status = status;
    }
}
