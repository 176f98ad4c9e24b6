using Paddock.Accounts;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Segment;

namespace Paddock.Receivers.Product;

/// <summary>Takes a request apart; null: it cannot be read at all.</summary>
internal delegate SegmentRequest? ProductParser(ReadOnlySpan<byte> body);

/// <summary>
/// A door of product events over HTTP, whose clients put the key into the body as a rule: accepted when all that it brought is in the journal.
/// </summary>
internal sealed class ProductReceiver(HttpDoor http, ProjectKeys keys, RequestBodies bodies, ProductIntake intake)
{
    /// <param name="accepted">Writes the protocol's answer.</param>
    public async Task ReceiveAsync(HttpContext context, Door door, ProductParser parser, Func<HttpContext, SegmentRequest, Task> accepted)
    {
        var cancel = context.RequestAborted;
        var (project, _) = await http.FindAsync(context.Request, cancel);
        using var body = await bodies.ReadAsync(context, door.BodyBytes);
        if (DoorRefusal.Of(body.Status) is { } unreadable)
        {
            await http.RefuseAsync(context, project, door, unreadable);
            return;
        }
        // Browsers say nothing of the packing: the first bytes do.
        var whole = Datagrams.Unpack(body.Bytes, door.BodyBytes);
        if (whole is null || parser(Form.Data(context, whole.Value).Span) is not { } request)
        {
            await http.RefuseAsync(context, project, door, DoorRefusal.Malformed);
            return;
        }
        project ??= request.WriteKey.Length > 0 ? await keys.FindAsync(request.WriteKey, cancel) : null;
        if (project is null)
        {
            await http.RefuseAsync(context, null, door, request.WriteKey.Length > 0 ? DoorRefusal.UnknownKey : DoorRefusal.NoKey);
            return;
        }
        if (request.Messages.Count + request.Refused.Count > SegmentLimits.MessagesPerBatch)
        {
            await http.RefuseAsync(context, project, door, DoorRefusal.TooLarge);
            return;
        }
        var refusal = await intake.StoreAsync(context, project, door.Name, body, request);
        await (refusal is null ? accepted(context, request) : http.RefuseAsync(context, project, door, refusal));
    }
}
