using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Syslog;

/// <summary>
/// Reads syslog messages of RFC 5424, of RFC 3164 and of what calls itself so: whatever follows the priority and is no header is the message. Never throws on any input.
/// </summary>
public static class SyslogReader
{
    private const int Severities = 8, MostPriority = 191;

    private static readonly byte[][] Facilities =
    [
        .. new[]
        {
            "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit", "alert", "clock",
            "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <param name="messages">Each one frame or datagram.</param>
    public static OtlpResult Read(IEnumerable<ReadOnlyMemory<byte>> messages, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor) => LogLines.ReadAll(messages, context, visitor, Read);

    private static void Read(ReadOnlySpan<byte> message, LogLines line)
    {
        message = message.TrimEnd("\0\r\n "u8);
        var priority = TakePriority(ref message);
        if (message.IsEmpty)
        {
            line.Refuse();
            return;
        }
        var header = SyslogHeader.Take(ref message, line.ReceivedAt);
        if (message.StartsWith("@cee:"u8))
            message = message["@cee:"u8.Length..].TrimStart((byte)' ');
        JsonLine.ReadText(line, TextLines.Trim(message));
        header.WriteTo(line);
        if (priority >= 0)
        {
            line.Field("syslog.facility"u8, Facilities[priority / Severities]);
            if (!line.HasLevel)
                line.SetSeverity(NumberedLevels.Of(priority % Severities));
        }
        line.End();
    }

    // -1: none.
    private static int TakePriority(ref ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith("<"u8) || message.IndexOf((byte)'>') is not (>= 2 and <= 4 and var end))
            return -1;
        if (!System.Buffers.Text.Utf8Parser.TryParse(message[1..end], out int priority, out var read) || read != end - 1 || priority is < 0 or > MostPriority)
            return -1;
        message = message[(end + 1)..];
        return priority;
    }
}
