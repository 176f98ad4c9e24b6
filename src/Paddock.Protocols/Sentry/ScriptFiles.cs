using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Grouping;

namespace Paddock.Protocols.Sentry;

/// <summary>The generated files that an event's frames name, and by what their maps can be found. Read before the event itself, since maps may have to be fetched.</summary>
public sealed class ScriptFiles
{
    public const int MostFiles = 64;
    private const int LongestName = 2_048;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = SentryLimits.EventBytes };

    private readonly Dictionary<string, string?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _debugIds = new(StringComparer.Ordinal);
    private string? _platform;

    private ScriptFiles()
    {
    }

    public string? Release { get; private set; }

    public string? Distribution { get; private set; }

    /// <summary>Each once.</summary>
    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>The bundler's id of a file; null when the event names none.</summary>
    public Guid? DebugIdOf(string file) => _debugIds.TryGetValue(file, out var id) ? id : null;

    /// <summary>Null where no frame is of JavaScript, and for what is no JSON.</summary>
    public static ScriptFiles? Of(ReadOnlySpan<byte> json)
    {
        // Most events are of other languages: two searches instead of a reading.
        if (json.IndexOf("\"javascript\""u8) < 0 && json.IndexOf("\"node\""u8) < 0)
            return null;
        var found = new ScriptFiles();
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            found.Read(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
        found.KeepScripts();
        return found._files.Count > 0 ? found : null;
    }

    private void Read(ref Utf8JsonReader reader)
    {
        var text = new CharBuffer(256);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonStrings.Decode(ref reader, text);
            switch (name)
            {
                case "platform":
                    _platform = Text(ref reader, text);
                    break;
                case "release":
                    Release = Text(ref reader, text);
                    break;
                case "dist":
                    Distribution = Text(ref reader, text);
                    break;
                case "debug_meta":
                    ReadImages(ref reader, text);
                    break;
                case "exception" or "exceptions" or "threads" or "stacktrace" or "sentry.interfaces.Exception" or "sentry.interfaces.Stacktrace":
                    ReadStacks(ref reader, text);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadImages(ref Utf8JsonReader reader, CharBuffer text)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isImages = JsonStrings.Is(ref reader, "images"u8);
            reader.Read();
            if (!isImages || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadImage(ref reader, text);
        }
    }

    private void ReadImage(ref Utf8JsonReader reader, CharBuffer text)
    {
        var (file, id) = ((string?)null, (string?)null);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (JsonStrings.Decode(ref reader, text))
            {
                case "code_file":
                    file = Text(ref reader, text);
                    break;
                case "debug_id":
                    id = Text(ref reader, text);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        if (file is not null && _debugIds.Count < MostFiles && Guid.TryParse(id, out var parsed))
            _debugIds[file] = parsed;
    }

    // Stacks lie at several depths, and have one name for their list everywhere.
    private void ReadStacks(ref Utf8JsonReader reader, CharBuffer text)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !JsonStrings.Is(ref reader, "frames"u8))
                continue;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
                continue;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadFrame(ref reader, text);
        }
    }

    private void ReadFrame(ref Utf8JsonReader reader, CharBuffer text)
    {
        var (path, name, platform) = ((string?)null, (string?)null, (string?)null);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (JsonStrings.Decode(ref reader, text))
            {
                case "abs_path":
                    path = Text(ref reader, text);
                    break;
                case "filename":
                    name = Text(ref reader, text);
                    break;
                case "platform":
                    platform = Text(ref reader, text);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        if ((path ?? name) is { } file && IsFile(file) && _files.Count < MostFiles)
            _files.TryAdd(file, platform);
    }

    private void KeepScripts()
    {
        foreach (var (file, platform) in _files.ToArray())
        {
            if (!Platforms.IsScript(platform ?? _platform))
                _files.Remove(file);
        }
    }

    // "node:internal/modules", "<anonymous>", "native".
    private static bool IsFile(string file) => file.Contains('/') && !file.StartsWith("node:", StringComparison.Ordinal) && !file.StartsWith('<');

    private static string? Text(ref Utf8JsonReader reader, CharBuffer text)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }
        var value = JsonStrings.Decode(ref reader, text);
        return value.Length is 0 or > LongestName ? null : value.ToString();
    }
}
