namespace Paddock.Receivers.Records;

/// <summary>A door of log records, spans or samples over HTTP: accepted when all that it brought is in the journal. A record that is refused is counted and costs no neighbour.</summary>
internal sealed class RecordReceiver(HttpDoor http, RecordIntake intake)
{
    /// <param name="signal">As the ledger names what the door brings.</param>
    /// <param name="accepted">Writes the protocol's answer.</param>
    /// <param name="encoding">Of the body, where it is another than Content-Encoding says.</param>
    public async Task ReceiveAsync(HttpContext context, Door door, string signal, RecordReader read, Func<HttpContext, RecordsKept, Task> accepted, string? encoding = null)
    {
        using var delivery = await http.OpenAsync(context, door, signal, encoding);
        if (delivery is null) return;
        var kept = await intake.StoreAsync(delivery.Project, door.Name, signal, delivery.Body, read, context.RequestAborted);
        await (kept.Refusal is { } refusal ? http.RefuseAsync(context, delivery.Project, door, refusal) : accepted(context, kept));
    }
}
