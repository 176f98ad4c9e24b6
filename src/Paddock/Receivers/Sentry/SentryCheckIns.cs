using Paddock.Protocols.Sentry;
using Paddock.Signals.Monitoring;

namespace Paddock.Receivers.Sentry;

/// <summary>Signs of life of scheduled jobs.</summary>
internal static class SentryCheckIns
{
    public static SentryAnswer? Read(ReadOnlySpan<byte> json, SentryIntake intake) =>
        CheckIn.TryParse(json, intake.Context, out var checkIn) ? Write(checkIn, intake) : intake.Refuse(SentrySignals.CheckIns, SentryAnswer.MalformedItem);

    public static SentryAnswer? Write(CheckIn checkIn, SentryIntake intake)
    {
        if (!intake.Jobs.Admits(intake.Arrival.Project.Id, checkIn.Monitor, checkIn.Environment ?? "")) return intake.Limit(SentrySignals.CheckIns, SentryAnswer.TooManyJobs);
        if (intake.Admit(SentrySignals.CheckIns) is { } limited) return limited;
        // A check-in has no time of its own: it is now.
        var correlation = intake.Correlation(new SentryOrigin { TraceId = checkIn.TraceId }, intake.ReceivedAt, intake.ReceivedAt);
        correlation.Environment = SentryIntake.Utf8(checkIn.Environment);
        correlation.Release = SentryIntake.Utf8(checkIn.Release);
        ChecksRow.Write(intake.Entry, ChecksTable.CheckIns, intake.Key(SentrySignals.CheckIns), correlation, new CheckRecord
        {
            CheckInId = checkIn.Id == Guid.Empty ? default : checkIn.Id.ToByteArray(bigEndian: true),
            Monitor = SentryIntake.Utf8(checkIn.Monitor),
            Status = checkIn.Status switch { CheckInStatus.InProgress => "in_progress"u8, CheckInStatus.Ok => "ok"u8, _ => "error"u8 },
            LatencyMilliseconds = checkIn.Duration?.TotalMilliseconds ?? double.NaN,
            Detail = checkIn.MonitorConfig.Span,
        });
        return null;
    }
}
