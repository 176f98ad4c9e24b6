using System.Buffers.Text;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Statsd;

/// <summary>DogStatsD's events and service checks: log lines. <c>_e{5,4}:title|text|t:error|#tag:value</c>, <c>_sc|name|2|#tag:value|m:message</c>.</summary>
public static class StatsdEvents
{
    public static bool IsOne(ReadOnlySpan<byte> line) => line.StartsWith("_e{"u8) || line.StartsWith("_sc|"u8);

    /// <param name="messages">Datagrams, whose metrics are passed over.</param>
    public static OtlpResult Read(IEnumerable<ReadOnlyMemory<byte>> messages, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor)
    {
        using var lines = new LogLines(context, visitor);
        foreach (var message in messages)
        {
            foreach (var line in new TextLines(message.Span))
            {
                if (!IsOne(line) || lines.IsStopped || !lines.TryBegin())
                    continue;
                if (line[1] == (byte)'e' ? TryReadEvent(line, lines) : TryReadCheck(line, lines))
                    lines.End();
                else
                    lines.Refuse();
            }
        }
        return lines.Result();
    }

    private static bool TryReadEvent(ReadOnlySpan<byte> line, LogLines log)
    {
        var lengths = line["_e{"u8.Length..];
        if (!Utf8Parser.TryParse(lengths, out int title, out var read) || read >= lengths.Length || lengths[read] != (byte)',')
            return false;
        lengths = lengths[(read + 1)..];
        if (!Utf8Parser.TryParse(lengths, out int text, out read) || !lengths[read..].StartsWith("}:"u8) || title < 0 || text < 0)
            return false;
        var rest = lengths[(read + 2)..];
        if (rest.Length < (long)title + 1 + text || rest[title] != (byte)'|')
            return false;
        log.SetMessage(rest[..title]);
        log.Field("event.text"u8, rest.Slice(title + 1, text));
        rest = rest[(title + 1 + text)..].TrimStart((byte)'|');
        log.SetSeverity(NumberedLevels.Of(6));
        ReadRest(rest, log);
        return true;
    }

    private static bool TryReadCheck(ReadOnlySpan<byte> line, LogLines log)
    {
        var rest = line["_sc|"u8.Length..];
        var name = StatsdLine.Part(ref rest);
        var status = StatsdLine.Part(ref rest);
        if (name.IsEmpty || status.Length != 1 || status[0] is < (byte)'0' or > (byte)'3')
            return false;
        log.SetMessage(name);
        log.Field("check.name"u8, name);
        log.Field("check.status"u8, status);
        // OK, warning, critical, unknown.
        log.SetSeverity(NumberedLevels.Of(status[0] switch { (byte)'0' => 6, (byte)'2' => 3, _ => 4 }));
        ReadRest(rest, log);
        return true;
    }

    private static void ReadRest(ReadOnlySpan<byte> rest, LogLines log)
    {
        while (!rest.IsEmpty)
        {
            var part = StatsdLine.Part(ref rest);
            if (part.StartsWith("t:"u8))
                log.SetSeverity(NumberedLevels.Of(part[2..].SequenceEqual("error"u8) ? 3 : part[2..].SequenceEqual("warning"u8) ? 4 : 6));
            else if (part.StartsWith("h:"u8))
                log.Field("host.name"u8, part[2..]);
            else if (part.StartsWith("m:"u8))
                log.SetMessage(part[2..]);
            else if (part.StartsWith("d:"u8) && LogTimes.Parse(part[2..]) is { } time)
                log.SetTime(time);
            else if (part.StartsWith("#"u8))
                ReadTags(part[1..], log);
        }
    }

    private static void ReadTags(ReadOnlySpan<byte> tags, LogLines log)
    {
        while (!tags.IsEmpty)
        {
            var tag = StatsdLine.Part(ref tags, (byte)',');
            var colon = tag.IndexOf((byte)':');
            if (!tag.IsEmpty)
                log.Field(colon < 0 ? tag : tag[..colon], colon < 0 ? "true"u8 : tag[(colon + 1)..]);
        }
    }
}
