using Paddock.Protocols.Json;

namespace Paddock.Protocols.Otlp;

/// <summary>What the reading of one request works with. Each thread keeps one: a reading never waits, so it is never used twice at once.</summary>
internal sealed class OtlpReading
{
    private const int TextCapacity = 4 * 1024;
    private const int DetailCapacity = 256;

    [ThreadStatic]
    private static OtlpReading? s_ofThread;

    private Slice _scopeName;

    private OtlpReading()
    {
        Names = new AttributeNames(Text);
        Values = new ValueWriter(Text, Names);
        Log = new OtlpLog(this);
        Span = new OtlpSpan(this);
        Point = new OtlpSample(this);
        Events = new SpanDetails(this);
        Links = new SpanDetails(this);
    }

    public CleanText Text { get; } = new();

    public AttributeNames Names { get; }

    public ValueWriter Values { get; }

    public AttributeList Resource { get; } = new(hasColumns: true);

    public AttributeList Scope { get; } = new(hasColumns: true);

    /// <summary>The record's own; its text holds the record's other texts, too.</summary>
    public AttributeList Own { get; } = new(hasColumns: true);

    /// <summary>Of a data point.</summary>
    public AttributeList Labels { get; } = new(hasColumns: false);

    public OtlpLog Log { get; }

    public OtlpSpan Span { get; }

    public OtlpSample Point { get; }

    /// <summary>Of a span.</summary>
    public SpanDetails Events { get; }

    /// <summary>Of a span.</summary>
    public SpanDetails Links { get; }

    public OtlpContext Context { get; private set; }

    public OtlpCounts Counts { get; } = new();

    public ReadOnlySpan<byte> ScopeName => Scope.Text.Span(_scopeName);

    public static OtlpReading Begin(in OtlpContext context)
    {
        var reading = s_ofThread ??= new OtlpReading();
        reading.Context = context;
        reading.Counts.Clear();
        foreach (var list in reading.Lists)
            list.Begin(new JsonBuffer(TextCapacity));
        reading.Events.Open(new JsonBuffer(DetailCapacity));
        reading.Links.Open(new JsonBuffer(DetailCapacity));
        return reading;
    }

    public void End()
    {
        foreach (var list in Lists)
            list.Text.Dispose();
        Events.Close();
        Links.Close();
    }

    public void BeginResource() => Resource.Begin(Resource.Text);

    public void BeginScope()
    {
        Scope.Begin(Scope.Text);
        _scopeName = default;
    }

    public void BeginRecord()
    {
        Own.Begin(Own.Text);
        Events.Begin();
        Links.Begin();
        Text.Echoes.Clear();
    }

    public void SetScopeName(ReadOnlySpan<byte> name) => _scopeName = Text.Write(Scope.Text, name, OtlpLimits.NameBytes);

    /// <summary>A text of the record.</summary>
    public Slice Write(ReadOnlySpan<byte> utf8, int mostBytes) => Text.Write(Own.Text, utf8, mostBytes);

    /// <summary>A value of the record, as text; false when it is malformed.</summary>
    public bool TryWrite(in AnyValue value, int mostBytes, out Slice text) => Values.TryWrite(Own.Text, value, AttributeName.None, mostBytes, out text);

    /// <summary>False when the value is malformed.</summary>
    public bool TryAdd(AttributeList list, ReadOnlySpan<byte> key, in AnyValue value)
    {
        var name = Names.Get(key);
        if (!Values.TryWrite(list.Text, value, name, OtlpLimits.ValueBytes, out var text))
            return false;
        list.Add(name, text);
        return true;
    }

    private ReadOnlySpan<AttributeList> Lists => new[] { Resource, Scope, Own, Labels };
}
