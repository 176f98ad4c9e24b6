namespace Paddock.Protocols.Sentry.Items;

/// <summary>What was read of a point before it is known to be one.</summary>
internal struct MetricDraft
{
    public long? Time;
    public double? Value;
    public MetricKind? Kind;
}
