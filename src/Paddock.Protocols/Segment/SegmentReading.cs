using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Script;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry;

namespace Paddock.Protocols.Segment;

/// <summary>What the parse of a request works with; each thread keeps one. Called at a value, every method leaves the reader there.</summary>
internal sealed class SegmentReading
{
    private const int LongestNumber = 64;
    private const int DeepestProperty = 5;
    private const int LongestUserAgent = 512;

    // Unix times above this are milliseconds: seconds would be the year 5138.
    private const long LargestSeconds = 100_000_000_000;

    private readonly CharBuffer _name = new(64);
    private readonly CharBuffer _text = new(512);
    private readonly PublicText _scrubber = new();
    private readonly PageAddressReader _addresses;

    public SegmentReading() => _addresses = new PageAddressReader(_scrubber);

    /// <summary>Of the current property, usable until the next is read; goes on to its value.</summary>
    public ReadOnlySpan<char> Name(scoped ref Utf8JsonReader reader)
    {
        var name = JsonStrings.Decode(ref reader, _name);
        reader.Read();
        return name;
    }

    public string Text(ref Utf8JsonReader reader, int most) =>
        reader.TokenType == JsonTokenType.String ? Cut(_scrubber.Scrub(Near(ref reader, most), TextKind.Prose).Trim(), most) : "";

    /// <summary>Not scrubbed.</summary>
    public string Raw(ref Utf8JsonReader reader, int most) => reader.TokenType == JsonTokenType.String ? Cut(JsonStrings.Decode(ref reader, _text), most) : "";

    public string UserAgent(ref Utf8JsonReader reader) => Raw(ref reader, LongestUserAgent);

    /// <summary>An id is kept as it is, an e-mail address too: the site has chosen it.</summary>
    public string Id(ref Utf8JsonReader reader)
    {
        var id = reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? JsonStrings.Decode(ref reader, _text).Trim() : default;
        return id.Length > SegmentLimits.LongestId || DistinctIds.IsIllegal(id) ? "" : id.ToString();
    }

    /// <summary>An id that many share, and that is shown to all: without secrets.</summary>
    public string GroupId(ref Utf8JsonReader reader) => _scrubber.ScrubSecrets(Id(ref reader), TextKind.Prose).ToString();

    public PageAddress Address(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? _addresses.Read(JsonStrings.Decode(ref reader, _text)) : PageAddress.None;

    /// <summary>Of an address that is only a path.</summary>
    public string Path(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) return "";
        var path = JsonStrings.Decode(ref reader, _text);
        return path.StartsWith("/") ? _addresses.Read($"https://-{path}").Path : "";
    }

    public long? Time(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && Math.Abs(number) > LargestSeconds)
            return (long)Math.Clamp(number * 1e6, long.MinValue / 2, long.MaxValue / 2);
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? Timestamps.Parse(JsonStrings.Decode(ref reader, _text)) : null;
    }

    /// <summary>When a message happened. What cannot be read as a time stays with it as a property: it counts as happened when it came.</summary>
    public long? TimeOf(ref Utf8JsonReader reader, SegmentMessage message, string name)
    {
        var time = Time(ref reader);
        if (time is null && !reader.ValueSpan.IsEmpty) Member(ref reader, message.Properties, personal: false, name);
        return time;
    }

    /// <summary>A number, or the text of one.</summary>
    public static decimal? Amount(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String)) return null;
        return Utf8Parser.TryParse(reader.ValueSpan, out decimal amount, out var read) && read == reader.ValueSpan.Length ? amount : null;
    }

    /// <param name="personal">The site says it of a person on purpose: only secrets go.</param>
    public void Members(ref Utf8JsonReader reader, List<Tag> tags, bool personal, string prefix = "", int depth = DeepestProperty)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = prefix + Scrubbed(JsonStrings.Decode(ref reader, _text));
            reader.Read();
            Member(ref reader, tags, personal, name, depth);
            reader.Skip();
        }
    }

    public void Member(ref Utf8JsonReader reader, List<Tag> tags, bool personal, string name, int depth = DeepestProperty)
    {
        if (tags.Count >= SegmentLimits.PropertiesPerMessage || name.Length is 0 or > SegmentLimits.LongestWord || reader.TokenType == JsonTokenType.Null) return;
        var isSensitive = SensitiveNames.IsSensitive(name);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            if (depth > 0 && !isSensitive) Members(ref reader, tags, personal, name + '.', depth - 1);
            return;
        }
        tags.Add(new Tag(name, Value(ref reader, name, isSensitive, personal)));
    }

    /// <summary>The name of a property.</summary>
    public string Scrubbed(ReadOnlySpan<char> name) => Cut(_scrubber.Scrub(name, TextKind.Prose), SegmentLimits.LongestWord);

    private string Value(ref Utf8JsonReader reader, string name, bool isSensitive, bool personal)
    {
        if (isSensitive && (reader.TokenType != JsonTokenType.Number || !SensitiveNames.IsAmount(name))) return TextScrubber.Filtered;
        if (reader.TokenType == JsonTokenType.StartArray) return Cut(Clean(List(reader), personal), SegmentLimits.LongestValue);
        if (reader.TokenType == JsonTokenType.Number && Numbers.IsCard(reader.ValueSpan)) return TextScrubber.Filtered;
        if (reader.TokenType != JsonTokenType.String) return Cut(JsonStrings.Decode(ref reader, _text), LongestNumber);
        // The query of an address is nobody's business.
        if (IsAddress(name) && Address(ref reader) is { Host.Length: > 0 } address) return address.Host + address.Path;
        return Cut(Clean(Near(ref reader, SegmentLimits.LongestValue), personal), SegmentLimits.LongestValue);
    }

    private static bool IsAddress(string name) => name is "url" or "href" or "referrer" || name.EndsWith(".url", StringComparison.Ordinal) || name.EndsWith(".href", StringComparison.Ordinal);

    // As it was sent; the copy goes to its end, the caller's reader stays.
    private ReadOnlySpan<char> List(Utf8JsonReader reader)
    {
        var json = new JsonBuffer(256);
        using (json)
        {
            CopyList(ref reader, json);
            _text.Clear();
            var bytes = json.Span(json.Since(0));
            _text.Advance(Encoding.UTF8.GetChars(bytes, _text.Free(bytes.Length)));
        }
        return _text.Span;
    }

    private void CopyList(ref Utf8JsonReader reader, JsonBuffer json)
    {
        const int most = 2 * SegmentLimits.LongestValue;
        var hidden = false;
        var open = 0;
        do
        {
            var isEnd = reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
            if (json.Length > most && !isEnd)
            {
                if (reader.TokenType == JsonTokenType.PropertyName) reader.Read();
                reader.Skip();
                continue;
            }
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject when hidden:
                    reader.Skip();
                    json.WriteString(TextScrubber.Filtered);
                    json.Write((byte)',');
                    hidden = false;
                    continue;
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    open++;
                    json.Write(reader.TokenType == JsonTokenType.StartArray ? (byte)'[' : (byte)'{');
                    continue;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    open--;
                    json.Close(reader.TokenType == JsonTokenType.EndArray ? ']' : '}');
                    break;
                case JsonTokenType.PropertyName:
                    var name = JsonStrings.Decode(ref reader, _name);
                    hidden = SensitiveNames.IsSensitive(name);
                    json.WriteString(name);
                    json.Write((byte)':');
                    continue;
                case JsonTokenType.String:
                    json.WriteString(hidden ? TextScrubber.Filtered : JsonStrings.Decode(ref reader, _name));
                    break;
                default:
                    json.Write(reader.ValueSpan);
                    break;
            }
            hidden = false;
            if (open > 0) json.Write((byte)',');
        }
        while (open > 0 && reader.Read());
    }

    private ReadOnlySpan<char> Clean(ReadOnlySpan<char> text, bool personal) =>
        personal ? _scrubber.ScrubSecrets(text, TextKind.Data) : _scrubber.Scrub(text, TextKind.Data);

    // What is far behind the cut need not be searched for secrets.
    private ReadOnlySpan<char> Near(ref Utf8JsonReader reader, int most)
    {
        var text = JsonStrings.Decode(ref reader, _text);
        return text[..Math.Min(text.Length, 2 * most)];
    }

    private static string Cut(ReadOnlySpan<char> text, int most) =>
        (text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)]).ToString();
}
