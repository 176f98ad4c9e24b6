using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Grouping;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>
/// What the parse of one event works with. Each thread keeps one: a parse never waits, so it is never used twice at once.
/// The convention of every reader here: called at the first token of a value, it leaves the JSON reader at the value's last token.
/// </summary>
internal sealed class Reading
{
    /// <summary>More than any event needs; what comes behind it is cut.</summary>
    public const int MostOutputBytes = SentryLimits.EventBytes;

    private const int OutputCapacity = 64 * 1024;
    private const int RestCapacity = 8 * 1024;
    private const int LongestNumber = 64;
    private const int LongestName = 200;

    // Names shorter than this cannot hold a secret worth a search.
    private const int ShortestSuspectName = 13;

    [ThreadStatic]
    private static Reading? s_ofThread;

    private readonly CharBuffer _name = new(64);
    private bool _isNameVerbatim;
    private readonly CharBuffer _text = new(1024);
    private readonly CharBuffer _cut = new(256);
    private readonly TextScrubber _scrubber = new();

    /// <summary>Where values are written now.</summary>
    public JsonBuffer Output { get; set; } = null!;

    /// <summary>Collects the members of <see cref="ErrorEvent.Rest"/> while others are written between them.</summary>
    public JsonBuffer Rest { get; private set; } = null!;

    public JsonPath Path { get; } = new();

    public Remarks Remarks { get; } = new();

    public GroupingInput Grouping { get; } = new();

    public Echoes Echoes => _scrubber.Echoes;

    /// <summary>What is added to the client's times, in nanoseconds.</summary>
    public Int128 Drift { get; private set; }

    /// <summary>Null where nobody has looked for maps.</summary>
    public SourceMapSet? Maps { get; private set; }

    /// <param name="keepsEchoes">Secrets found by the last parse are looked for in this one too.</param>
    public static Reading Begin(in EventContext context, bool keepsEchoes = false)
    {
        var reading = s_ofThread ??= new Reading();
        reading.Drift = ClockDrift.Of(context);
        reading.Maps = context.Maps;
        reading.Path.Clear();
        reading.Remarks.Clear();
        reading.Grouping.Clear();
        if (!keepsEchoes)
            reading.Echoes.Clear();
        reading.Output = new JsonBuffer(OutputCapacity);
        reading.Rest = new JsonBuffer(RestCapacity);
        return reading;
    }

    /// <param name="isKept">The output now belongs to the event.</param>
    public void End(bool isKept)
    {
        if (!isKept)
            Output.Dispose();
        Rest.Dispose();
        Output = Rest = null!;
        Maps = null;
    }

    /// <summary>The name of the current property, usable until the next is read. Scrubbed too: dictionaries have been keyed by tokens.</summary>
    public ReadOnlySpan<char> Name(scoped ref Utf8JsonReader reader)
    {
        var name = JsonStrings.Decode(ref reader, _name, out _isNameVerbatim);
        if (name.Length < ShortestSuspectName)
            return name;
        name = Cut(_scrubber.Scrub(name, TextKind.Prose, out var scrubbed), LongestName, out var cut);
        _isNameVerbatim &= !scrubbed && !cut;
        return name;
    }

    /// <summary>Writes the name that <see cref="Name"/> has just given, the reader still being at it.</summary>
    public void WriteCurrentName(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<char> name)
    {
        if (_isNameVerbatim)
            Output.WriteQuoted(reader.ValueSpan);
        else
            Output.WriteString(name);
        Output.Write((byte)':');
    }

    /// <summary>The current string, scrubbed and cut, usable until the next is read; a number or boolean as it is written; else null, with a remark.</summary>
    public bool TryText(scoped ref Utf8JsonReader reader, TextKind kind, int mostCharacters, out ReadOnlySpan<char> text)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                text = Clean(JsonStrings.Decode(ref reader, _text), kind, mostCharacters, out _);
                return true;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                text = Cut(JsonStrings.Decode(ref reader, _text), Math.Min(mostCharacters, LongestNumber), out _);
                return true;
            case JsonTokenType.Null:
                text = default;
                return false;
            default:
                text = default;
                Invalid(ref reader);
                return false;
        }
    }

    public string? Text(ref Utf8JsonReader reader, TextKind kind, int mostCharacters) =>
        TryText(ref reader, kind, mostCharacters, out var text) && !text.IsWhiteSpace() ? text.Trim().ToString() : null;

    /// <summary>The current string as it is: not scrubbed yet.</summary>
    public ReadOnlySpan<char> Decode(scoped ref Utf8JsonReader reader) => JsonStrings.Decode(ref reader, _text);

    /// <summary>Remembers the current string as removed, so that its other appearances go as well.</summary>
    public void Remember(ref Utf8JsonReader reader) => Echoes.Remember(Decode(ref reader));

    /// <summary>Scrubs and cuts a text that did not come from one token.</summary>
    public ReadOnlySpan<char> Clean(ReadOnlySpan<char> text, TextKind kind, int mostCharacters, out bool changed)
    {
        // What is far behind the cut need not be searched for secrets.
        var near = text[..Math.Min(text.Length, 4 * mostCharacters)];
        var clean = Cut(_scrubber.Scrub(near, kind, out var scrubbed), mostCharacters, out var cut);
        cut |= near.Length < text.Length;
        if (scrubbed)
            Remarks.Scrubbed(Path);
        if (cut)
            Remarks.Trimmed(Path);
        changed = scrubbed || cut;
        return clean;
    }

    /// <summary>Writes the current string scrubbed and cut, and gives what was written, usable until the next is read.</summary>
    public ReadOnlySpan<char> WriteText(scoped ref Utf8JsonReader reader, TextKind kind, int mostCharacters)
    {
        var text = Clean(JsonStrings.Decode(ref reader, _text, out var verbatim), kind, mostCharacters, out var changed);
        if (verbatim && !changed)
            Output.WriteQuoted(reader.ValueSpan);
        else
            Output.WriteString(text);
        return text;
    }

    public void WriteName(ReadOnlySpan<char> name)
    {
        Output.WriteString(name);
        Output.Write((byte)':');
    }

    public void WriteScalar(ref Utf8JsonReader reader, TextKind kind)
    {
        var token = reader.ValueSpan;
        if (token.Length > LongestNumber)
        {
            Remarks.Trimmed(Path);
            Output.Write("null"u8);
        }
        else if (kind == TextKind.Data && reader.TokenType == JsonTokenType.Number && Numbers.IsCard(token))
        {
            WriteFiltered();
        }
        else
        {
            Output.Write(token);
        }
    }

    public void WriteFiltered()
    {
        Remarks.Scrubbed(Path);
        Output.WriteString(TextScrubber.Filtered);
    }

    /// <summary>Steps over a value of a type that does not belong here.</summary>
    public void Invalid(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Null)
            Remarks.Invalid(Path);
        reader.Skip();
    }

    private ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int mostCharacters, out bool cut)
    {
        cut = text.Length > mostCharacters;
        if (!cut)
            return text;
        var kept = mostCharacters - 1;
        if (char.IsHighSurrogate(text[kept - 1]))
            kept--;
        _cut.Clear();
        _cut.Append(text[..kept]);
        _cut.Append('…');
        return _cut.Span;
    }
}
