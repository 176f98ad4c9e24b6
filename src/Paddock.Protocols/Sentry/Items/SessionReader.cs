using System.Text.Json;
using Paddock.Protocols.Scrubbing;
using Paddock.Protocols.Sentry.Events;

namespace Paddock.Protocols.Sentry.Items;

internal static class SessionReader
{
    private const int LongestUser = 256;

    public static bool ReadOne(ref Utf8JsonReader reader, Reading reading, SessionDraft target)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadMember(reading.Name(ref reader), ref reader, reading, target))
                reader.Skip();
        }
        return true;
    }

    public static bool ReadAggregates(ref Utf8JsonReader reader, Reading reading, AggregatesDraft target)
    {
        target.Sessions.Clear();
        target.Invalid = 0;
        // They may come before or behind the minutes.
        var attributes = reader;
        if (!FieldReader.TryFind(ref attributes, "attrs"u8) || ReadAttributes(attributes, reading) is not { Release: { } release, Environment: var environment })
            return false;
        var found = FieldReader.TryFind(ref reader, "aggregates"u8);
        if (!found || reader.TokenType != JsonTokenType.StartArray)
            return false;
        for (var count = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            var isGood = count < ReleaseSession.MostAggregates && reader.TokenType == JsonTokenType.StartObject && ReadMinute(ref reader, reading, target, release, environment);
            if (!isGood)
                target.Invalid++;
            if (reader.TokenType != JsonTokenType.EndObject)
                reader.Skip();
        }
        return true;
    }

    private static (string? Release, string? Environment) ReadAttributes(Utf8JsonReader ahead, Reading reading)
    {
        var release = ahead;
        var environment = ahead;
        return (
            FieldReader.TryFind(ref release, "release"u8) ? reading.Text(ref release, TextKind.Prose, ItemFields.LongestName) : null,
            FieldReader.TryFind(ref environment, "environment"u8) ? reading.Text(ref environment, TextKind.Prose, ItemFields.LongestWord) : null);
    }

    private static bool ReadMinute(ref Utf8JsonReader reader, Reading reading, AggregatesDraft target, string release, string? environment)
    {
        long? started = null;
        string? user = null;
        Span<ulong> counts = stackalloc ulong[(int)SessionStatus.Crashed + 1];
        counts.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            if (StatusOf(name) is { } status)
            {
                reader.Read();
                counts[(int)status] = ItemFields.Number(ref reader, reading) is >= 1 and <= uint.MaxValue and var count ? (ulong)count : 0;
            }
            else if (name is "started")
            {
                reader.Read();
                started = ItemFields.Time(ref reader, reading);
            }
            else if (name is "did")
            {
                reader.Read();
                user = reading.Text(ref reader, TextKind.Prose, LongestUser);
            }
            else
            {
                reader.Skip();
            }
        }
        if (started is not { } start || !counts.ContainsAnyExcept(0UL))
            return false;
        var time = ItemTimes.Of(start, target.Context).Corrected;
        for (var status = 0; status < counts.Length; status++)
        {
            if (counts[status] > 0)
                target.Sessions.Add(new ReleaseSession
                {
                    User = user,
                    Status = (SessionStatus)status,
                    Quantity = counts[status],
                    StartedUnixNanoseconds = time,
                    OriginalStartedUnixNanoseconds = start,
                    TimeUnixNanoseconds = time,
                    Release = release,
                    Environment = environment,
                });
        }
        return true;
    }

    private static bool TryReadMember(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SessionDraft target)
    {
        switch (name)
        {
            case "sid":
                reader.Read();
                target.Id = reading.TryText(ref reader, TextKind.Prose, ItemFields.LongestWord, out var id) ? EventIds.Parse(id) : null;
                return true;
            case "did":
                reader.Read();
                target.User = reading.Text(ref reader, TextKind.Prose, LongestUser);
                return true;
            case "status":
                reader.Read();
                target.Status = reading.TryText(ref reader, TextKind.Prose, ItemFields.LongestWord, out var status) ? StatusOf(status) ?? SessionStatus.Ok : SessionStatus.Ok;
                return true;
            case "errors":
                reader.Read();
                target.Errors = ItemFields.Number(ref reader, reading) is >= 0 and <= uint.MaxValue and var errors ? (uint)errors : 0;
                return true;
            case "init":
                reader.Read();
                target.IsFirst = reader.TokenType == JsonTokenType.True;
                reader.Skip();
                return true;
            case "seq":
                reader.Read();
                target.Sequence = ItemFields.Number(ref reader, reading) is >= 0 and <= long.MaxValue and var sequence ? (ulong)sequence : 0;
                return true;
            default:
                return TryReadTime(name, ref reader, reading, target);
        }
    }

    private static bool TryReadTime(scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader, Reading reading, SessionDraft target)
    {
        switch (name)
        {
            case "started":
                reader.Read();
                target.Started = ItemFields.Time(ref reader, reading);
                return true;
            case "timestamp":
                reader.Read();
                target.Time = ItemFields.Time(ref reader, reading);
                return true;
            case "duration":
                reader.Read();
                target.Duration = ItemFields.Number(ref reader, reading) is >= 0 and <= 1e9 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
                return true;
            case "attrs":
                reader.Read();
                (target.Release, target.Environment) = ReadAttributes(reader, reading);
                reader.Skip();
                return true;
            default:
                return false;
        }
    }

    private static SessionStatus? StatusOf(ReadOnlySpan<char> name) => name switch
    {
        "ok" => SessionStatus.Ok,
        "exited" => SessionStatus.Exited,
        "errored" => SessionStatus.Errored,
        "unhandled" => SessionStatus.Unhandled,
        "abnormal" => SessionStatus.Abnormal,
        "crashed" => SessionStatus.Crashed,
        _ => null,
    };
}
