namespace Paddock.Protocols.Otlp;

internal enum AnyValueKind
{
    Empty,
    String,
    Bool,
    Int,
    Double,
    Bytes,
    Array,
    Map,
}

/// <summary>A value as either encoding brings it.</summary>
/// <param name="bits">Of a bool, int or double.</param>
/// <param name="content">A string's UTF-8, bytes, or an array's or map's own encoding.</param>
internal readonly ref struct AnyValue(AnyValueKind kind, long bits, ReadOnlySpan<byte> content, OtlpEncoding encoding)
{
    public AnyValueKind Kind { get; } = kind;

    public OtlpEncoding Encoding { get; } = encoding;

    public ReadOnlySpan<byte> Content { get; } = content;

    public long Int => bits;

    public double Double => BitConverter.Int64BitsToDouble(bits);

    public static AnyValue OfScalar(AnyValueKind kind, long bits) => new(kind, bits, default, default);

    public static AnyValue OfDouble(double value) => new(AnyValueKind.Double, BitConverter.DoubleToInt64Bits(value), default, default);

    public static AnyValue OfContent(AnyValueKind kind, ReadOnlySpan<byte> content, OtlpEncoding encoding) => new(kind, 0, content, encoding);
}
