using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class EnvelopeReaderTests
{
    private const string Id = "9ec79c33ec9942ab8353589fcb2e04dc";

    [Fact]
    public void The_header_gives_id_dsn_and_the_clients_clock()
    {
        var (header, _) = Read($$"""{"event_id":"{{Id}}","dsn":"https://k@h/1","sent_at":"2026-11-23T01:02:03.5Z"}""");
        Assert.Equal(Guid.Parse(Id), header.EventId);
        Assert.Equal("https://k@h/1", header.Dsn);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 1, 2, 3, 500, TimeSpan.Zero), header.SentAt);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{}\n")]
    [InlineData("{}\r\n")]
    [InlineData("""{"event_id":"nonsense","sent_at":12}""")]
    public void An_envelope_without_items_is_an_envelope(string body) => Assert.Empty(Read(body).Items);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"event_id\":")]
    [InlineData("\0\0\0\0")]
    public void A_body_without_a_header_is_no_envelope(string body) => Assert.False(EnvelopeReader.TryOpen(Encoding.UTF8.GetBytes(body), out _));

    // Each body holds the same two items.
    [Theory]
    [InlineData("{}\n{\"type\":\"event\",\"length\":7}\n{\"a\":1}\n{\"type\":\"session\",\"length\":2}\n{}\n")]
    [InlineData("{}\n{\"type\":\"event\",\"length\":7}\n{\"a\":1}\n{\"type\":\"session\",\"length\":2}\n{}")]
    [InlineData("{}\n{\"type\":\"event\"}\n{\"a\":1}\n{\"type\":\"session\"}\n{}\n")]
    [InlineData("{}\n{\"type\":\"event\"}\n{\"a\":1}\n{\"type\":\"session\",\"length\":2}\n{}")]
    [InlineData("{}\r\n{\"type\":\"event\",\"length\":7}\r\n{\"a\":1}\r\n{\"type\":\"session\"}\r\n{}\r\n")]
    [InlineData("{}\n\n{\"type\":\"event\"}\n{\"a\":1}\n\n\n{\"type\":\"session\"}\n{}\n\n")]
    public void Both_framings_and_both_line_ends_read_the_same(string body)
    {
        var items = Read(body).Items;
        Assert.Equal(["event", "session"], items.Select(item => item.Type));
        Assert.Equal(["{\"a\":1}", "{}"], items.Select(Payload));
        Assert.All(items, item => Assert.Equal(EnvelopeProblem.None, item.Problem));
    }

    [Fact]
    public void A_stated_length_may_hold_line_ends_and_binary()
    {
        var items = Read("{}\n{\"type\":\"attachment\",\"length\":6,\"filename\":\"a.txt\",\"content_type\":\"text/plain\",\"attachment_type\":\"event.attachment\"}\na\n\n\0\r\n\n{\"type\":\"event\"}\n{}").Items;
        Assert.Equal("a\n\n\0\r\n", Payload(items[0]));
        Assert.Equal(("a.txt", "text/plain", "event.attachment"), (items[0].FileName, items[0].ContentType, items[0].AttachmentType));
        Assert.Equal("event", items[1].Type);
    }

    [Fact]
    public void A_container_says_how_many_it_holds() =>
        Assert.Equal(7, Read("{}\n{\"type\":\"log\",\"item_count\":7,\"content_type\":\"application/vnd.sentry.items.log+json\"}\n{\"items\":[]}").Items[0].ItemCount);

    [Fact]
    public void An_empty_payload_is_a_payload() => Assert.Equal("", Payload(Read("{}\n{\"type\":\"attachment\",\"length\":0}\n\n{\"type\":\"event\"}\n{}").Items[0]));

    [Theory]
    [InlineData("rubbish\n{\"event_id\":\"1\",\"type\":\"error\"}\n")]
    [InlineData("{\"type\":5}\n{\"message\":\"payload\"}\n")]
    [InlineData("{\"length\":12}\nsix\nand six\n\n")]
    [InlineData("{\"type\":\"event\"\n{\"platform\":\"python\",\"type\":\"error\"}\n")]
    [InlineData("{\"type\":\"\"}\n{}\n")]
    [InlineData("{\"type\":\"event\"} tail\n[]\n")]
    public void A_broken_item_leaves_its_neighbours_whole(string broken)
    {
        var items = Read("{}\n{\"type\":\"event\"}\n{\"first\":1}\n" + broken + "{\"type\":\"session\"}\n{\"last\":1}\n").Items;
        Assert.Equal([EnvelopeProblem.None, EnvelopeProblem.InvalidItemHeader, EnvelopeProblem.None], items.Select(item => item.Problem));
        Assert.Equal("{\"first\":1}", Payload(items[0]));
        Assert.Equal("{\"last\":1}", Payload(items[2]));
    }

    [Fact]
    public void A_body_cut_off_gives_the_items_before_the_cut()
    {
        var items = Read("{}\n{\"type\":\"event\",\"length\":2}\n{}\n{\"type\":\"attachment\",\"length\":5000}\nabc").Items;
        Assert.Equal([EnvelopeProblem.None, EnvelopeProblem.TruncatedItem], items.Select(item => item.Problem));
        Assert.Equal("attachment", items[1].Type);
    }

    [Fact]
    public void A_stated_length_too_short_costs_only_its_own_item()
    {
        var items = Read("{}\n{\"type\":\"event\",\"length\":3}\n{\"a\":1}\n{\"type\":\"session\"}\n{}").Items;
        Assert.Equal(["event", "session"], items.Select(item => item.Type));
        Assert.Equal("{\"a", Payload(items[0]));
    }

    [Theory]
    [InlineData("event", ItemKind.Event)]
    [InlineData("client_report", ItemKind.ClientReport)]
    [InlineData("transaction", ItemKind.Transaction)]
    [InlineData("attachment", ItemKind.Attachment)]
    [InlineData("session", ItemKind.Session)]
    [InlineData("sessions", ItemKind.Sessions)]
    [InlineData("feedback", ItemKind.Feedback)]
    [InlineData("user_report", ItemKind.UserReport)]
    [InlineData("replay_event", ItemKind.Known)]
    [InlineData("replay_recording", ItemKind.Known)]
    [InlineData("replay_video", ItemKind.Known)]
    [InlineData("profile", ItemKind.Known)]
    [InlineData("profile_chunk", ItemKind.Known)]
    [InlineData("check_in", ItemKind.CheckIn)]
    [InlineData("log", ItemKind.Log)]
    [InlineData("otel_log", ItemKind.OtelLog)]
    [InlineData("span", ItemKind.Span)]
    [InlineData("trace_metric", ItemKind.Metric)]
    [InlineData("security", ItemKind.Known)]
    [InlineData("unreal_report", ItemKind.Known)]
    [InlineData("form_data", ItemKind.Known)]
    [InlineData("a_type_of_next_year", ItemKind.Unknown)]
    public void Every_type_of_the_protocol_is_known(string type, ItemKind kind)
    {
        var item = Assert.Single(Read($$"""
            {}
            {"type":"{{type}}"}
            {}
            """).Items);
        Assert.Equal((type, kind), (item.Type, item.Kind));
    }

    private static (EnvelopeHeader Header, List<EnvelopeItem> Items) Read(string body)
    {
        Assert.True(EnvelopeReader.TryOpen(Encoding.UTF8.GetBytes(body), out var reader));
        var items = new List<EnvelopeItem>();
        while (reader.TryRead(out var item))
            items.Add(item);
        return (reader.Header, items);
    }

    private static string Payload(EnvelopeItem item) => Encoding.UTF8.GetString(item.Payload.Span);
}
