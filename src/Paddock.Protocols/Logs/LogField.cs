using System.Collections.Frozen;
using System.Text;

namespace Paddock.Protocols.Logs;

/// <summary>What the fields of log lines mean, whatever their logger calls them.</summary>
internal enum LogField
{
    /// <summary>An attribute, under its own name or under the one that all doors share.</summary>
    Attribute,
    Time,
    Message,
    Level,
    Logger,
    TraceId,
    SpanId,
}

/// <param name="Field">What it fills.</param>
/// <param name="Rank">Of two that fill the same the greater one does; the other stays an attribute.</param>
/// <param name="Name">Of an attribute: the shared name.</param>
internal sealed record LogFieldName(LogField Field, int Rank, byte[] Name)
{
    private static readonly FrozenDictionary<string, LogFieldName>.AlternateLookup<ReadOnlySpan<char>> Known = Table().GetAlternateLookup<ReadOnlySpan<char>>();

    // Of all names in the table; nothing longer need be looked up.
    private const int Longest = 40;

    /// <summary>Null: an attribute that nobody else has another name for.</summary>
    public static LogFieldName? Of(ReadOnlySpan<byte> name)
    {
        if (name.Length > Longest)
            return null;
        Span<char> text = stackalloc char[Longest];
        return Encoding.UTF8.TryGetChars(name, text, out var length) && Known.TryGetValue(text[..length], out var known) ? known : null;
    }

    private static FrozenDictionary<string, LogFieldName> Table()
    {
        var table = new Dictionary<string, LogFieldName>(StringComparer.Ordinal);
        void Fields(LogField field, int rank, string names) => AddAll(new LogFieldName(field, rank, []), names);
        void Attributes(string name, string others) => AddAll(new LogFieldName(LogField.Attribute, 0, Encoding.UTF8.GetBytes(name)), others);
        void AddAll(LogFieldName known, string names)
        {
            foreach (var name in names.Split(' '))
                table.Add(name, known);
        }

        Fields(LogField.Time, 0, "@timestamp timestamp Timestamp time ts _time @t datetime asctime");
        Fields(LogField.Message, 3, "message Message msg _msg @m @message short_message");
        // A container's output; structlog's message.
        Fields(LogField.Message, 2, "log");
        Fields(LogField.Message, 1, "event");
        Fields(LogField.Level, 0, "level Level severity log.level lvl levelname level_name loglevel log_level severity_text detected_level @l");
        Fields(LogField.Logger, 0, "logger log.logger logger_name loggerName SourceContext");
        Fields(LogField.TraceId, 0, "trace_id traceId traceid trace.id TraceId @tr otelTraceID");
        Fields(LogField.SpanId, 0, "span_id spanId spanid span.id SpanId @sp otelSpanID");
        Attributes("service.name", "service service_name serviceName app application Application");
        Attributes("service.version", "release service_version");
        Attributes("deployment.environment.name", "environment env deployment_environment service.environment Environment EnvironmentName");
        Attributes("host.name", "host hostname host_name MachineName");
        Attributes("user.id", "user_id userId UserId");
        Attributes("session.id", "session_id sessionId SessionId");
        Attributes("url.path", "url_path RequestPath");
        Attributes("message_template.text", "@mt MessageTemplate messageTemplate");
        Attributes("exception.stacktrace", "@x stack_trace error.stack_trace exc_info");
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
