using Paddock.Protocols.Sentry;
using Paddock.Signals.Logs;

namespace Paddock.Receivers.Sentry;

/// <summary>Log records.</summary>
internal static class SentryLogs
{
    public static SentryAnswer? Read(in EnvelopeItem item, SentryIntake intake)
    {
        var log = new SentryLog();
        return SentryContainers.Read(item, intake, SentrySignals.Logs, json => LogParser.TryParse(json, intake.Context, log) ? Write(log, intake) : SentryContainers.Malformed(intake, SentrySignals.Logs));
    }

    private static SentryAnswer? Write(SentryLog log, SentryIntake intake)
    {
        if (intake.OutOfRange(log.TimeUnixNanoseconds) is { } outOfRange) return intake.Refuse(SentrySignals.Logs, outOfRange);
        if (intake.Admit(SentrySignals.Logs) is { } limited) return limited;
        intake.BeginAttributes(log.Attributes, log.Origin);
        var record = new LogRecord { SeverityNumber = log.SeverityNumber, Logger = log.Logger.Span, Message = log.Message.Span, Template = log.Template.Span };
        var correlation = intake.Correlation(log.Origin, log.TimeUnixNanoseconds, log.OriginalTimeUnixNanoseconds);
        correlation.Route = log.Route.Span;
        LogsRow.Write(intake.Entry, intake.Key(SentrySignals.Logs), correlation, record, intake.Attributes);
        return null;
    }
}
