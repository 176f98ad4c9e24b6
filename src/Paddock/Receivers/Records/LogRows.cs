using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Otlp;
using Paddock.Signals.Logs;

namespace Paddock.Receivers.Records;

/// <summary>OTLP's log records as rows.</summary>
internal sealed class LogRows(RecordEntries entries, RecordArrival arrival, AttributeBag bag) : IOtlpVisitor<OtlpLog>
{
    public bool Accept(OtlpLog log)
    {
        if (!entries.Next()) return false;
        bag.Begin(arrival.Project.Id);
        var attributes = log.Attributes;
        if (!log.EventName.IsEmpty) bag.Add("event.name"u8, log.EventName);
        FreeAttributes.AddTo(bag, attributes);
        FreeAttributes.AddColumnsOfSpans(bag, attributes);
        var correlation = arrival.Correlate(log.TimeUnixNanoseconds, attributes);
        if (log.TraceId.ContainsAnyExcept((byte)0)) correlation.TraceId = log.TraceId;
        correlation.SpanId = log.SpanId;
        LogsRow.Write(entries.Current, entries.Key, correlation, new LogRecord
        {
            SeverityNumber = log.SeverityNumber != 0 ? log.SeverityNumber : Severities.NumberOf(log.Severity),
            Severity = log.Severity,
            Logger = log.Logger,
            Message = log.Body.IsEmpty ? log.EventName : log.Body,
            Template = Template(attributes),
        }, bag);
        return true;
    }

    // .NET's logging and Serilog's keep the message from before its parameters were put in.
    private static ReadOnlySpan<byte> Template(RecordAttributes attributes) =>
        attributes.Find("{OriginalFormat}"u8) is { IsEmpty: false } format ? format : attributes.Find("message_template.text"u8);
}
