using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols;

/// <summary>What the items of an envelope become, as text: one line a record, each with all that is in it.</summary>
internal sealed class ItemRecords
{
    public List<string> Good { get; } = [];

    /// <summary>Records that could not be used.</summary>
    public int Bad { get; private set; }

    /// <summary>Kinds that are counted and not read.</summary>
    public List<string> Unread { get; } = [];

    public static ItemRecords Of(IEnumerable<EnvelopeItem> items, EventContext context)
    {
        var records = new ItemRecords();
        foreach (var item in items)
            records.Read(item, context);
        return records;
    }

    public static string Everything(object record)
    {
        var text = new StringBuilder();
        foreach (var property in record.GetType().GetProperties())
        {
            text.Append(property.Name).Append('=').Append(property.GetValue(record) switch
            {
                ReadOnlyMemory<byte> utf8 => Events.Text(utf8),
                IReadOnlyList<SentryAttribute> attributes => string.Join(", ", attributes.Select(attribute => $"{Events.Text(attribute.Key)}: {Events.Text(attribute.Value)}")),
                SentryOrigin origin => $"({Everything(origin)})",
                UInt128 id => id.ToString("x32"),
                ulong id when property.Name.EndsWith("SpanId", StringComparison.Ordinal) => id.ToString("x16"),
                var value => value?.ToString(),
            }).Append("; ");
        }
        return text.ToString();
    }

    private void Read(in EnvelopeItem item, EventContext context)
    {
        switch (item.Kind)
        {
            case ItemKind.Transaction:
                ReadTransaction(item.Payload.Span, context);
                break;
            case ItemKind.Span or ItemKind.Log or ItemKind.Metric when item.IsContainer:
                ReadContainer(item, context);
                break;
            case ItemKind.Span:
                var span = new SentrySpan();
                Add(SpanParser.TryParse(item.Payload.Span, context, span), span);
                break;
            case ItemKind.CheckIn:
                Add(CheckIn.TryParse(item.Payload.Span, context, out var checkIn), checkIn);
                break;
            case ItemKind.Session:
                Add(ReleaseSession.TryParse(item.Payload.Span, context, out var session), session);
                break;
            case ItemKind.Sessions:
                ReadSessions(item.Payload.Span, context);
                break;
            case ItemKind.Feedback:
                Add(UserFeedback.TryParse(item.Payload.Span, context, out var feedback), feedback);
                break;
            case ItemKind.Attachment:
                Add(true, Attachment.Of(item));
                break;
            default:
                Unread.Add(item.Type);
                break;
        }
    }

    private void ReadTransaction(ReadOnlySpan<byte> payload, EventContext context)
    {
        var root = new SentrySpan();
        var isGood = TransactionReader.TryOpen(payload, context, root, out var reader);
        Add(isGood, root);
        var span = new SentrySpan();
        while (isGood && reader.TryRead(span, out var isGoodSpan))
            Add(isGoodSpan, span);
    }

    private void ReadContainer(in EnvelopeItem item, EventContext context)
    {
        var (span, log, metric) = (new SentrySpan(), new SentryLog(), new SentryMetric());
        var items = new ContainerReader(item.Payload.Span);
        while (items.TryRead(out var json))
        {
            switch (item.Kind)
            {
                case ItemKind.Span: Add(SpanParser.TryParse(json, context, span), span); break;
                case ItemKind.Log: Add(LogParser.TryParse(json, context, log), log); break;
                default: Add(MetricParser.TryParse(json, context, metric), metric); break;
            }
        }
        Bad += items.IsBroken ? 1 : 0;
        Assert.Equal(item.ItemCount, items.Count);
    }

    private void ReadSessions(ReadOnlySpan<byte> payload, EventContext context)
    {
        Add(ReleaseSession.TryParseAggregates(payload, context, out var sessions, out var invalid), null);
        foreach (var session in sessions)
            Add(true, session);
        Bad += invalid;
    }

    private void Add(bool isGood, object? record)
    {
        if (!isGood)
            Bad++;
        else if (record is not null)
            Good.Add(Everything(record));
    }
}
