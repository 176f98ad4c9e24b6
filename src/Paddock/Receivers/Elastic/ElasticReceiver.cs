using Paddock.Protocols.Elastic;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Elastic;

/// <summary>A reader of documents, bulk or single.</summary>
internal delegate OtlpResult DocumentReader(ReadOnlySpan<byte> body, string index, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor, List<BulkItem> items);

/// <summary>Elasticsearch's door: documents as log lines, each answered on its own.</summary>
internal sealed class ElasticReceiver(HttpDoor http, RecordReceiver records)
{
    private static readonly Door Door = new("elastic", OtlpLimits.BodyBytes, ElasticAnswer.WriteRefusalAsync);

    /// <summary>Answers what clients ask before they write, if their key is one.</summary>
    public async Task TellAsync(HttpContext context, string json)
    {
        var (project, hasKey) = await http.FindAsync(context.Request, context.RequestAborted);
        await (project is null ? http.RefuseAsync(context, null, Door, hasKey ? DoorRefusal.UnknownKey : DoorRefusal.NoKey) : ElasticAnswer.WriteAsync(context, StatusCodes.Status200OK, json));
    }

    public Task ReceiveAsync(HttpContext context, string index, DocumentReader reader)
    {
        var items = new List<BulkItem>();
        return records.ReceiveAsync(
            context, Door, LedgerSignals.Logs, (body, rows) => reader(body, index, rows.Context, rows.Logs, items),
            (_, _) => reader == BulkReader.ReadDocument ? ElasticAnswer.WriteItemAsync(context, items[0]) : ElasticAnswer.WriteItemsAsync(context, items));
    }
}
