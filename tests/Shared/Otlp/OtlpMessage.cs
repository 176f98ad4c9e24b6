using System.Text;
using System.Text.Json;

namespace Paddock.Testing;

/// <summary>A protobuf message that can be written in either of OTLP's encodings: the fields with their numbers, their JSON names and their types.</summary>
internal sealed class OtlpMessage
{
    private readonly List<(int Number, string Name, object Value)> _fields = [];

    public OtlpMessage Int(int number, string name, int value) => With(number, name, value);

    public OtlpMessage Int64(int number, string name, long value) => With(number, name, value);

    public OtlpMessage SInt(int number, string name, int value) => With(number, name, new Zigzag(value));

    public OtlpMessage Fixed(int number, string name, ulong value) => With(number, name, value);

    public OtlpMessage SFixed(int number, string name, long value) => With(number, name, new SignedFixed(value));

    public OtlpMessage Fixed32(int number, string name, uint value) => With(number, name, value);

    public OtlpMessage Double(int number, string name, double value) => With(number, name, value);

    public OtlpMessage Bool(int number, string name, bool value) => With(number, name, value);

    public OtlpMessage Text(int number, string name, string value) => With(number, name, value);

    public OtlpMessage Id(int number, string name, byte[] value) => With(number, name, new HexId(value));

    public OtlpMessage Bytes(int number, string name, byte[] value) => With(number, name, value);

    public OtlpMessage Message(int number, string name, OtlpMessage value) => With(number, name, value);

    public OtlpMessage Messages(int number, string name, IEnumerable<OtlpMessage> values) => With(number, name, values.ToArray());

    public OtlpMessage Fixeds(int number, string name, params ulong[] values) => With(number, name, values);

    public OtlpMessage Doubles(int number, string name, params double[] values) => With(number, name, values);

    public OtlpMessage Varints(int number, string name, params ulong[] values) => With(number, name, new PackedVarints(values));

    /// <summary>The same fields in another order, here and in all messages inside.</summary>
    public OtlpMessage Shuffled(Random random)
    {
        var shuffled = new OtlpMessage();
        shuffled._fields.AddRange(_fields.Select(field => (field.Number, field.Name, field.Value switch
        {
            OtlpMessage inner => inner.Shuffled(random),
            OtlpMessage[] inner => inner.Select(message => message.Shuffled(random)).ToArray(),
            var value => value,
        })).OrderBy(_ => random.Next()));
        return shuffled;
    }

    public byte[] Protobuf()
    {
        var output = new MemoryStream();
        foreach (var (number, _, value) in _fields)
        {
            foreach (var single in value is OtlpMessage[] many ? many : new[] { value })
                Write(output, number, single);
        }
        return output.ToArray();
    }

    public byte[] Json()
    {
        var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
            Write(json);
        return output.ToArray();
    }

    private OtlpMessage With(int number, string name, object value)
    {
        _fields.Add((number, name, value));
        return this;
    }

    private static void Write(MemoryStream output, int number, object value)
    {
        void Tag(int wire) => Varint(output, (ulong)((number << 3) | wire));
        void Delimited(ReadOnlySpan<byte> bytes)
        {
            Tag(2);
            Varint(output, (ulong)bytes.Length);
            output.Write(bytes);
        }
        void Fixed64(ulong bits)
        {
            Tag(1);
            output.Write(BitConverter.GetBytes(bits));
        }
        switch (value)
        {
            case int number32: Tag(0); Varint(output, unchecked((ulong)number32)); break;
            case long number64: Tag(0); Varint(output, unchecked((ulong)number64)); break;
            case bool flag: Tag(0); Varint(output, flag ? 1UL : 0); break;
            case Zigzag signed: Tag(0); Varint(output, (uint)((signed.Value << 1) ^ (signed.Value >> 31))); break;
            case ulong bits: Fixed64(bits); break;
            case SignedFixed signed: Fixed64(unchecked((ulong)signed.Value)); break;
            case double real: Fixed64(BitConverter.DoubleToUInt64Bits(real)); break;
            case uint bits: Tag(5); output.Write(BitConverter.GetBytes(bits)); break;
            case string text: Delimited(Encoding.UTF8.GetBytes(text)); break;
            case HexId id: Delimited(id.Value); break;
            case byte[] bytes: Delimited(bytes); break;
            case OtlpMessage message: Delimited(message.Protobuf()); break;
            case ulong[] many: Delimited([.. many.SelectMany(BitConverter.GetBytes)]); break;
            case double[] many: Delimited([.. many.SelectMany(BitConverter.GetBytes)]); break;
            case PackedVarints many:
                var packed = new MemoryStream();
                foreach (var single in many.Values)
                    Varint(packed, single);
                Delimited(packed.ToArray());
                break;
        }
    }

    private static void Varint(MemoryStream output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            output.WriteByte((byte)(value | 0x80));
        output.WriteByte((byte)value);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (_, name, value) in _fields)
        {
            json.WritePropertyName(name);
            switch (value)
            {
                case OtlpMessage[] many: List(json, many, message => message.Write(json)); break;
                case ulong[] many: List(json, many, single => json.WriteStringValue($"{single}")); break;
                case double[] many: List(json, many, single => Number(json, single)); break;
                case PackedVarints many: List(json, many.Values, single => json.WriteStringValue($"{single}")); break;
                case OtlpMessage message: message.Write(json); break;
                case int number: json.WriteNumberValue(number); break;
                case uint number: json.WriteNumberValue(number); break;
                case Zigzag signed: json.WriteNumberValue(signed.Value); break;
                case bool flag: json.WriteBooleanValue(flag); break;
                case double real: Number(json, real); break;
                case HexId id: json.WriteStringValue(Convert.ToHexStringLower(id.Value)); break;
                case byte[] bytes: json.WriteBase64StringValue(bytes); break;
                case SignedFixed signed: json.WriteStringValue($"{signed.Value}"); break;
                case string text: json.WriteStringValue(text); break;
                default: json.WriteStringValue($"{value}"); break;
            }
        }
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    private sealed record Zigzag(int Value);

    private sealed record SignedFixed(long Value);

    private sealed record HexId(byte[] Value);

    private sealed record PackedVarints(ulong[] Values);
}
