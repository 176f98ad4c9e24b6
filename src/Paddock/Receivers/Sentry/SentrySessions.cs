using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Paddock.Protocols.Sentry;
using Paddock.Signals.Errors;

namespace Paddock.Receivers.Sentry;

/// <summary>Sessions of releases, one by one or counted.</summary>
internal static class SentrySessions
{
    public static SentryAnswer? Read(in EnvelopeItem item, SentryIntake intake)
    {
        if (item.Kind == ItemKind.Session)
            return ReleaseSession.TryParse(item.Payload.Span, intake.Context, out var one) ? Write(one!, intake) : intake.Refuse(SentrySignals.ReleaseSessions, SentryAnswer.MalformedItem);
        if (!ReleaseSession.TryParseAggregates(item.Payload.Span, intake.Context, out var sessions, out var invalid))
            return intake.Refuse(SentrySignals.ReleaseSessions, SentryAnswer.MalformedItem);
        SentryAnswer? problem = invalid > 0 ? intake.Refuse(SentrySignals.ReleaseSessions, SentryAnswer.MalformedItem, (ulong)invalid) : null;
        var used = false;
        foreach (var session in sessions)
        {
            var sessionProblem = Write(session, intake);
            problem ??= sessionProblem;
            used |= sessionProblem is null;
        }
        return used ? null : problem;
    }

    private static SentryAnswer? Write(ReleaseSession session, SentryIntake intake)
    {
        if (intake.OutOfRange(session.StartedUnixNanoseconds) is { } outOfRange) return intake.Refuse(SentrySignals.ReleaseSessions, outOfRange);
        if (intake.Admit(SentrySignals.ReleaseSessions) is { } limited) return limited;
        var correlation = intake.Correlation(default, session.StartedUnixNanoseconds, session.OriginalStartedUnixNanoseconds);
        correlation.Environment = SentryIntake.Utf8(session.Environment);
        correlation.Release = SentryIntake.Utf8(session.Release);
        correlation.SessionId = SentryIntake.Utf8(session.Id?.ToString("n"));
        ReleaseSessionsRow.Write(intake.Entry, intake.Key(SentrySignals.ReleaseSessions), correlation, new ReleaseSessionRecord
        {
            Sequence = session.Sequence,
            Status = StatusOf(session.Status),
            Errors = session.Errors,
            DurationMilliseconds = session.Duration?.TotalMilliseconds ?? double.NaN,
            UserHash = HashOf(session.User, intake.Arrival.Project.Id),
            Quantity = session.Quantity,
        });
        return null;
    }

    private static ReadOnlySpan<byte> StatusOf(SessionStatus status) => status switch
    {
        SessionStatus.Ok => "ok"u8,
        SessionStatus.Exited => "exited"u8,
        SessionStatus.Abnormal => "abnormal"u8,
        SessionStatus.Unhandled => "unhandled"u8,
        SessionStatus.Crashed => "crashed"u8,
        _ => "errored"u8,
    };

    // To count users apart without keeping who they are; another project's users have other hashes.
    private static ulong HashOf(string? user, int project)
    {
        if (user is null) return 0;
        var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{project}:{user}")));
        return hash == 0 ? 1 : hash;
    }
}
