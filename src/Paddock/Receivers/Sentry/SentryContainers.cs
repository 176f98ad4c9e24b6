using Paddock.Protocols.Sentry;

namespace Paddock.Receivers.Sentry;

/// <summary>Items that hold many records, or one.</summary>
internal static class SentryContainers
{
    /// <returns>Why the record is not stored, which is counted already; null: it is, or it is filtered.</returns>
    public delegate SentryAnswer? RecordReader(ReadOnlySpan<byte> json);

    /// <summary>Reads each record. What the container says it holds and cannot be found in it is invalid.</summary>
    public static SentryAnswer? Read(in EnvelopeItem item, SentryIntake intake, string signal, RecordReader read)
    {
        if (!item.IsContainer) return read(item.Payload.Span);
        SentryAnswer? problem = null;
        var used = false;
        var records = new ContainerReader(item.Payload.Span);
        while (records.TryRead(out var json))
        {
            var recordProblem = read(json);
            problem ??= recordProblem;
            used |= recordProblem is null;
        }
        if (records.IsBroken) problem ??= intake.Refuse(signal, SentryAnswer.MalformedItem, (ulong)Math.Clamp((item.ItemCount ?? 0) - records.Count, 1, MostMissing));
        return used ? null : problem;
    }

    public static SentryAnswer Malformed(SentryIntake intake, string signal) => intake.Refuse(signal, SentryAnswer.MalformedItem);

    // Whatever a header says: no container has room for more.
    private const int MostMissing = SentryLimits.ItemContainerBytes / 2;
}
