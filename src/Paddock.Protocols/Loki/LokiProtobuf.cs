using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Loki;

/// <summary>logproto.PushRequest.</summary>
internal static class LokiProtobuf
{
    public static bool TryRead(ReadOnlySpan<byte> body, LogLines lines)
    {
        var request = new ProtobufReader(body);
        while (!lines.IsStopped && request.TryRead())
        {
            if (request.Tag == (1 << 3 | Wire.Bytes) && !TryReadStream(request.Bytes, lines))
                return false;
        }
        return !request.IsMalformed;
    }

    private static bool TryReadStream(ReadOnlySpan<byte> message, LogLines lines)
    {
        lines.BeginSource();
        var labels = new ProtobufReader(message);
        while (labels.TryRead())
        {
            if (labels.Tag == (1 << 3 | Wire.Bytes))
                LokiLabels.Read(labels.Bytes, lines);
        }
        var entries = new ProtobufReader(message);
        while (!lines.IsStopped && entries.TryRead())
        {
            if (entries.Tag == (2 << 3 | Wire.Bytes) && lines.TryBegin())
                ReadEntry(entries.Bytes, lines);
        }
        return !labels.IsMalformed;
    }

    private static void ReadEntry(ReadOnlySpan<byte> message, LogLines lines)
    {
        var isGood = true;
        var time = 0L;
        ReadOnlySpan<byte> text = default;
        var entry = new ProtobufReader(message);
        while (entry.TryRead())
        {
            if (entry.Tag == (1 << 3 | Wire.Bytes))
                isGood &= TryReadTime(entry.Bytes, out time);
            else if (entry.Tag == (2 << 3 | Wire.Bytes))
                text = entry.Bytes;
        }
        if (!isGood || entry.IsMalformed)
        {
            lines.Refuse();
            return;
        }
        JsonLine.ReadText(lines, text);
        lines.SetTime(time);
        var metadata = new ProtobufReader(message);
        while (metadata.TryRead())
        {
            if (metadata.Tag == (3 << 3 | Wire.Bytes))
                ReadPair(metadata.Bytes, lines);
        }
        lines.End();
    }

    private static void ReadPair(ReadOnlySpan<byte> message, LogLines lines)
    {
        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> value = default;
        var pair = new ProtobufReader(message);
        while (pair.TryRead())
        {
            if (pair.Tag == (1 << 3 | Wire.Bytes))
                name = pair.Bytes;
            else if (pair.Tag == (2 << 3 | Wire.Bytes))
                value = pair.Bytes;
        }
        if (!name.IsEmpty && !pair.IsMalformed)
            lines.Field(name, value);
    }

    private static bool TryReadTime(ReadOnlySpan<byte> message, out long time)
    {
        long seconds = 0, nanoseconds = 0;
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            if (fields.Tag == (1 << 3 | Wire.Varint))
                seconds = unchecked((long)fields.Value);
            else if (fields.Tag == (2 << 3 | Wire.Varint))
                nanoseconds = fields.Int32;
        }
        const long second = 1_000_000_000;
        var isInRange = seconds is >= 0 and < long.MaxValue / second && nanoseconds is >= 0 and < second;
        time = isInRange ? (seconds * second) + nanoseconds : 0;
        return isInRange && !fields.IsMalformed;
    }
}
