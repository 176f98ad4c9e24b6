using System.Globalization;
using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

internal static class CheckInReader
{
    private const int LongestSlug = 50;

    // Sentry cuts at 30 days; a longer run is a clock that was set.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private static readonly CopyRules Config = new(TextKind.Prose, ByName: true, Depth: 4, Bytes: 4 * 1024, Characters: 256);

    public static bool Read(ref Utf8JsonReader reader, Reading reading, CheckIn target)
    {
        Clear(target);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadRun(reading.Name(ref reader), ref reader, reading, target))
                reader.Skip();
        }
        return true;
    }

    public static void ReadParameters(Reading reading, (CheckIn Target, Func<string, string?> Parameter) query)
    {
        var (target, parameter) = query;
        target.Id = parameter("check_in_id") is { } id ? EventIds.Parse(id) ?? Guid.Empty : target.Id;
        target.SaidStatus = parameter("status") is { } status ? StatusOf(status) : target.SaidStatus;
        target.Environment = parameter("environment") is { Length: > 0 } environment ? reading.Clean(environment, TextKind.Prose, ItemFields.LongestWord, out _).ToString() : target.Environment;
        target.Duration = double.TryParse(parameter("duration"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? DurationOf(seconds) : target.Duration;
    }

    /// <summary>As Sentry makes it of any text; empty when nothing is left.</summary>
    public static string Slug(ReadOnlySpan<char> text)
    {
        Span<char> slug = stackalloc char[LongestSlug];
        var length = 0;
        foreach (var character in text)
        {
            if (length == slug.Length)
                break;
            if (char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
                slug[length++] = char.ToLowerInvariant(character);
            else if (length > 0 && slug[length - 1] != '-')
                slug[length++] = '-';
        }
        return slug[..length].Trim('-').ToString();
    }

    private static bool TryReadRun(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, CheckIn target)
    {
        switch (name)
        {
            case "check_in_id":
                reader.Read();
                target.Id = reading.TryText(ref reader, TextKind.Prose, ItemFields.LongestWord, out var id) ? EventIds.Parse(id) ?? Guid.Empty : Guid.Empty;
                return true;
            case "monitor_slug":
                reader.Read();
                target.Monitor = reading.TryText(ref reader, TextKind.Prose, ItemFields.LongestName, out var slug) ? Slug(slug) : "";
                return true;
            case "status":
                reader.Read();
                target.SaidStatus = reading.TryText(ref reader, TextKind.Prose, ItemFields.LongestWord, out var status) ? StatusOf(status) : null;
                return true;
            case "duration":
                reader.Read();
                target.Duration = DurationOf(ItemFields.Number(ref reader, reading));
                return true;
            case "monitor_config":
                reader.Read();
                target.MonitorConfig = ReadConfig(ref reader, reading);
                return true;
            default:
                return TryReadContext(name, ref reader, reading, target);
        }
    }

    private static bool TryReadContext(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, CheckIn target)
    {
        switch (name)
        {
            case "environment":
                reader.Read();
                target.Environment = reading.Text(ref reader, TextKind.Prose, ItemFields.LongestWord);
                return true;
            case "release":
                reader.Read();
                target.Release = reading.Text(ref reader, TextKind.Prose, ItemFields.LongestName);
                return true;
            case "contexts":
                reader.Read();
                var trace = reader;
                if (FieldReader.TryFind(ref trace, "trace"u8) && FieldReader.TryFind(ref trace, "trace_id"u8))
                    target.TraceId = ItemFields.TraceId(ref trace, reading);
                reader.Skip();
                return true;
            default:
                return false;
        }
    }

    private static byte[] ReadConfig(ref Utf8JsonReader reader, Reading reading)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return [];
        }
        var start = reading.Output.Length;
        ValueCopier.Copy(ref reader, reading, Config);
        return reading.Output.Span(reading.Output.Since(start)).ToArray();
    }

    private static CheckInStatus? StatusOf(ReadOnlySpan<char> status) => status switch
    {
        "in_progress" => CheckInStatus.InProgress,
        "ok" => CheckInStatus.Ok,
        "error" => CheckInStatus.Error,
        _ => null,
    };

    private static TimeSpan? DurationOf(double? seconds) => seconds is >= 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds.Value) : null;

    private static void Clear(CheckIn target)
    {
        target.Id = Guid.Empty;
        target.Monitor = "";
        target.SaidStatus = null;
        target.Duration = null;
        target.Environment = target.Release = null;
        target.TraceId = 0;
        target.MonitorConfig = default;
    }
}
