using System.Text.Json;

namespace Paddock.Signals.Monitoring.Heartbeats;

/// <summary>What a client of Sentry says of the schedule of its job, in minutes and in Sentry's defaults.</summary>
internal sealed record MonitorConfig(string Schedule, string TimeZone, int MarginMinutes, int MaxRuntimeMinutes, int FailuresBeforeDown, int SuccessesBeforeUp)
{
    /// <summary>Of a job that says nothing.</summary>
    public static readonly MonitorConfig Default = new("", "", 1, 30, 1, 1);

    private const int MostMinutes = 43_200;
    private const int MostInRow = 720;

    /// <param name="json">the monitor_config of a check-in, trimmed when it was received</param>
    /// <returns>Null where it says no schedule that can be read.</returns>
    public static MonitorConfig? Parse(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty) return null;
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schedule", out var schedule) || schedule.ValueKind != JsonValueKind.Object) return null;
            var zone = Text(root, "timezone");
            if (Heartbeats.Schedule.Zone(zone) is null) zone = "";
            var text = ScheduleText(schedule);
            return Heartbeats.Schedule.Parse(text, zone) is null
                ? null
                : new MonitorConfig(text, zone, Number(root, "checkin_margin", Default.MarginMinutes, 0, MostMinutes), Number(root, "max_runtime", Default.MaxRuntimeMinutes, 1, MostMinutes),
                    Number(root, "failure_issue_threshold", 1, 1, MostInRow), Number(root, "recovery_threshold", 1, 1, MostInRow));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string ScheduleText(JsonElement schedule) => Text(schedule, "type") switch
    {
        "crontab" => Text(schedule, "value").Trim(),
        "interval" => Heartbeats.Schedule.IntervalText(Number(schedule, "value", 0, 0, int.MaxValue), Text(schedule, "unit")),
        _ => "",
    };

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static int Number(JsonElement element, string name, int otherwise, int least, int most) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? (int)Math.Clamp(number, least, most) : otherwise;
}
