using Paddock.Protocols.Otlp;

namespace Paddock.Receivers.Logs;

/// <summary>A door of log lines over HTTP: accepted when all that it brought is in the journal. A line that is refused is counted and costs no neighbour; when all are, that is the answer.</summary>
internal sealed class LogReceiver(HttpDoor http, LogIntake intake)
{
    /// <param name="accepted">Writes the protocol's answer.</param>
    /// <param name="encoding">Of the body, where it is another than Content-Encoding says.</param>
    public async Task ReceiveAsync(HttpContext context, Door door, LogParser parser, Func<HttpContext, OtlpResult, Task> accepted, string? encoding = null)
    {
        using var delivery = await http.OpenAsync(context, door, encoding);
        if (delivery is null) return;
        var (refusal, result) = await intake.StoreAsync(delivery.Project, door.Name, delivery.Body, parser, context.RequestAborted);
        await (refusal is not null ? http.RefuseAsync(context, delivery.Project, door, refusal)
            : result is { Accepted: 0, Rejected: > 0 } ? door.AnswerAsync(context, NothingKept(result))
            : accepted(context, result));
    }

    // The ledger has each of them already.
    private static DoorRefusal NothingKept(OtlpResult result) => new(
        StatusCodes.Status400BadRequest, "nothing_kept",
        $"no line was kept: {result.Malformed} malformed, {result.TooOld} too old, {result.InFuture} more than an hour in the future, {result.OverLimit} over the limit");
}
