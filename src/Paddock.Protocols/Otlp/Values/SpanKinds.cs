namespace Paddock.Protocols.Otlp;

/// <summary>Numbers that nobody knows yet are unspecified.</summary>
internal static class SpanKinds
{
    public static SpanKind Of(int number) => number is >= (int)SpanKind.Internal and <= (int)SpanKind.Consumer ? (SpanKind)number : SpanKind.Unspecified;

    public static SpanStatus StatusOf(int number) => number is (int)SpanStatus.Ok or (int)SpanStatus.Error ? (SpanStatus)number : SpanStatus.Unset;
}
