using System.Buffers.Binary;

namespace Paddock.Protocols.Otlp;

/// <summary>Ids of traces and spans: of exactly 16 and 8 bytes, not all zero; any other is none.</summary>
internal static class TraceIds
{
    public const int TraceIdBytes = 16;
    public const int SpanIdBytes = 8;

    public static void SetTraceId(Span<byte> target, ReadOnlySpan<byte> sent)
    {
        if (sent.Length == target.Length)
            sent.CopyTo(target);
        else
            target.Clear();
    }

    public static ulong SpanId(ReadOnlySpan<byte> sent) => sent.Length == SpanIdBytes ? BinaryPrimitives.ReadUInt64BigEndian(sent) : 0;
}
