using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry;

public enum CheckInStatus
{
    InProgress,
    Ok,
    Error,
}

/// <summary>A sign of life of a scheduled job, scrubbed and trimmed.</summary>
public sealed class CheckIn
{
    /// <summary>Names one run: its end repeats the id of its beginning. <see cref="Guid.Empty"/> means the latest run that is in progress.</summary>
    public Guid Id { get; internal set; }

    /// <summary>The job: lower case letters, digits, dashes and underscores, at most 50. Never empty.</summary>
    public string Monitor { get; internal set; } = "";

    public CheckInStatus Status { get; internal set; }

    /// <summary>How long the run took; null when the client does not say.</summary>
    public TimeSpan? Duration { get; internal set; }

    public string? Environment { get; internal set; }

    public string? Release { get; internal set; }

    /// <summary>Of the run; 0 when the client does not say.</summary>
    public UInt128 TraceId { get; internal set; }

    /// <summary>Which schedule the client expects of the job, as its JSON object; empty when it does not say.</summary>
    public ReadOnlyMemory<byte> MonitorConfig { get; internal set; }

    internal CheckInStatus? SaidStatus { get; set; }

    /// <summary>Reads the payload of a check_in item. False when it is not JSON, or names no job, or no status that we know. Never throws on any input.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, in EventContext context, out CheckIn checkIn)
    {
        checkIn = new CheckIn();
        return json.Length <= SentryLimits.CheckInBytes && ItemJson.TryRead(json, context, checkIn, CheckInReader.Read) && checkIn.TryComplete();
    }

    /// <summary>Reads /cron/{slug}/{key}/?status=…&amp;check_in_id=…&amp;environment=…&amp;duration=…, and the JSON of its body if there is one.</summary>
    /// <param name="slug">From the path: it names the job, whatever the body says.</param>
    /// <param name="parameter">The query's value of a name, or null.</param>
    public static bool TryParse(string slug, Func<string, string?> parameter, ReadOnlySpan<byte> body, in EventContext context, out CheckIn checkIn)
    {
        checkIn = new CheckIn();
        if (!body.IsEmpty && (body.Length > SentryLimits.CheckInBytes || !ItemJson.TryRead(body, context, checkIn, CheckInReader.Read)))
            return false;
        checkIn.Monitor = CheckInReader.Slug(slug);
        ItemJson.WithoutJson(context, (checkIn, parameter), CheckInReader.ReadParameters);
        return checkIn.TryComplete();
    }

    /// <summary>A name as it stands in records: lower case letters, digits, dashes and underscores, at most 50; empty when nothing is left.</summary>
    public static string SlugOf(ReadOnlySpan<char> name) => CheckInReader.Slug(name);

    private bool TryComplete()
    {
        Status = SaidStatus ?? default;
        return SaidStatus is not null && Monitor.Length > 0;
    }
}
