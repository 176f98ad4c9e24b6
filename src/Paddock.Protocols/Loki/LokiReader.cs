using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Loki;

/// <summary>
/// Reads the body of Loki's push, as JSON or as protobuf (unpacked): streams of lines under labels. Labels and structured metadata are fields of the lines;
/// a line that is a JSON object with a message is read as one, since that is how most loggers write into Loki. Never throws on any input.
/// </summary>
public static class LokiReader
{
    /// <param name="body">At most <see cref="OtlpLimits.BodyBytes"/>.</param>
    public static OtlpResult ReadJson(ReadOnlySpan<byte> body, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor)
    {
        using var lines = new LogLines(context, visitor);
        return lines.Result(isMalformed: !LokiJson.TryRead(body, lines));
    }

    /// <param name="body">At most <see cref="OtlpLimits.BodyBytes"/>.</param>
    public static OtlpResult ReadProtobuf(ReadOnlySpan<byte> body, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor)
    {
        using var lines = new LogLines(context, visitor);
        return lines.Result(isMalformed: !LokiProtobuf.TryRead(body, lines));
    }
}
