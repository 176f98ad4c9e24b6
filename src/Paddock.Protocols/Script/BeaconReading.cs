using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry;

namespace Paddock.Protocols.Script;

/// <summary>What the parse of a beacon works with; each thread keeps one. Called at a value, every method leaves the reader there.</summary>
internal sealed class BeaconReading
{
    /// <summary>Nothing is refused for its depth: what is nested is copied or stepped over without recursion.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = ScriptLimits.BeaconBytes };

    private const int LongestNumber = 64;
    private const int DeepestProperty = 3;

    private readonly CharBuffer _name = new(64);
    private readonly CharBuffer _text = new(512);
    private readonly PublicText _scrubber = new();
    private readonly PageAddressReader _addresses;

    [ThreadStatic]
    private static BeaconReading? s_ofThread;

    private BeaconReading() => _addresses = new PageAddressReader(_scrubber);

    public static BeaconReading OfThread => s_ofThread ??= new BeaconReading();

    /// <summary>Of the current property, usable until the next is read; goes on to its value.</summary>
    public ReadOnlySpan<char> Name(scoped ref Utf8JsonReader reader)
    {
        var name = JsonStrings.Decode(ref reader, _name);
        reader.Read();
        return name;
    }

    public PageAddress Address(ReadOnlySpan<char> address) => _addresses.Read(address);

    public PageAddress Address(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? _addresses.Read(JsonStrings.Decode(ref reader, _text)) : PageAddress.None;

    public string Text(ref Utf8JsonReader reader, int most) =>
        reader.TokenType == JsonTokenType.String ? Cut(_scrubber.Scrub(Near(ref reader, most), TextKind.Prose).Trim(), most) : "";

    /// <summary>Not scrubbed.</summary>
    public string Raw(ref Utf8JsonReader reader, int most) => reader.TokenType == JsonTokenType.String ? Cut(JsonStrings.Decode(ref reader, _text), most) : "";

    /// <summary>A person's id is kept as it is, an e-mail address too: the site has chosen it.</summary>
    public string User(ref Utf8JsonReader reader)
    {
        var user = reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? JsonStrings.Decode(ref reader, _text).Trim() : default;
        return user.Length > ScriptLimits.LongestWord || DistinctIds.IsIllegal(user) ? "" : user.ToString();
    }

    /// <summary>0 for what is no number.</summary>
    public static double Number(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : 0;

    /// <summary>A number, or the text of one.</summary>
    public static decimal? Amount(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String)) return null;
        return Utf8Parser.TryParse(reader.ValueSpan, out decimal amount, out var read) && read == reader.ValueSpan.Length ? amount : null;
    }

    /// <summary>What is nested gets a name with dots: <c>{"cart":{"items":[3]}}</c> is cart.items.0.</summary>
    /// <param name="personal">The site says it of a person on purpose: only secrets go.</param>
    public void Properties(ref Utf8JsonReader reader, List<Tag> properties, bool personal) => Members(ref reader, properties, personal, "", DeepestProperty);

    private void Members(ref Utf8JsonReader reader, List<Tag> properties, bool personal, string prefix, int depth)
    {
        var isList = reader.TokenType == JsonTokenType.StartArray;
        for (var index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            var name = prefix + (isList ? index.ToString(CultureInfo.InvariantCulture) : Cut(_scrubber.Scrub(JsonStrings.Decode(ref reader, _text), TextKind.Prose), ScriptLimits.LongestWord));
            if (!isList) reader.Read();
            if (properties.Count >= ScriptLimits.PropertiesPerEvent || name.Length is 0 or > ScriptLimits.LongestWord) { }
            else if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) Add(ref reader, properties, personal, name);
            else if (depth > 0 && !SensitiveNames.IsSensitive(name)) Members(ref reader, properties, personal, name + '.', depth - 1);
            reader.Skip();
        }
    }

    private void Add(ref Utf8JsonReader reader, List<Tag> properties, bool personal, string name)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        var isText = reader.TokenType == JsonTokenType.String;
        var value = SensitiveNames.IsSensitive(name) && (isText || !SensitiveNames.IsAmount(name)) ? TextScrubber.Filtered
            : isText ? Cut(Clean(Near(ref reader, ScriptLimits.LongestValue), personal), ScriptLimits.LongestValue)
            : Cut(JsonStrings.Decode(ref reader, _text), LongestNumber);
        properties.Add(new Tag(name, value));
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
