using Paddock.Protocols.Otlp;

namespace Paddock.Receivers.Records;

/// <summary>A parser of log lines.</summary>
internal delegate OtlpResult LogParser(ReadOnlySpan<byte> body, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor);

/// <summary>A door of log lines over HTTP, answered as one: when no line could be used, that is the answer.</summary>
internal sealed class LogReceiver(RecordReceiver records)
{
    /// <param name="accepted">Writes the protocol's answer.</param>
    /// <param name="encoding">Of the body, where it is another than Content-Encoding says.</param>
    public Task ReceiveAsync(HttpContext context, Door door, LogParser parser, Func<HttpContext, OtlpResult, Task> accepted, string? encoding = null) => records.ReceiveAsync(
        context, door, LedgerSignals.Logs, (body, rows) => parser(body, rows.Context, rows.Logs),
        (_, kept) => kept.NothingKept is { } nothing ? door.AnswerAsync(context, nothing) : accepted(context, kept.Result), encoding);
}
