using System.IO.Compression;
using System.Text;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Gelf;
using Paddock.Tests.Protocols.Logs;

namespace Paddock.Tests.Protocols.Gelf;

public sealed class GelfTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);

    private static readonly string[] GoodAndBad = ["{\"short_message\":\"a\"}", "x", "{}", "[1]", "{\"short_message\":7}"];

    [Theory]
    [InlineData("""{"version":"1.1","host":"web-1","short_message":"placed","full_message":"placed\nall","timestamp":1795410000.25,"level":3,"_user_id":7,"_order.id":"17","_paddock_key":"0123456789abcdef0123456789abcdef","_service":"shop"}""",
        "+250000000 17  | placed |  | Service=shop Host=web-1 DistinctId=7 full_message=placed\nall order.id=17")]
    [InlineData("""{"short_message":"a","_password":"hunter22"}""" + "\0", "+0   | a |  | password=[Filtered]")]
    public void A_message_is_a_line(string json, string expected)
    {
        var dump = new LogDump();
        GelfReader.Read([Encoding.UTF8.GetBytes(json.TrimEnd('\0'))], LogDump.Context, dump);
        Assert.Equal(expected, dump.ToString());
    }

    [Fact]
    public void What_is_none_is_refused_and_leaves_its_neighbours()
    {
        var result = GelfReader.Read([.. GoodAndBad.Select(static text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))], LogDump.Context, new LogDump());
        Assert.Equal((1, 4), (result.Accepted, result.Malformed));
    }

    [Theory]
    [InlineData("{\"_paddock_key\":\"abc\"}", "abc")]
    [InlineData("{\"a\":{\"_paddock_key\":\"abc\"}}", "")]
    [InlineData("{\"_paddock_key\":7}", "")]
    [InlineData("{\"_paddock_key\":\"abc", "")]
    public void A_message_may_bring_its_projects_key(string json, string key) => Assert.Equal(key, GelfReader.KeyOf(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Chunks_are_put_together_in_any_order_and_told_apart_by_sender()
    {
        var chunks = new GelfChunks();
        Assert.Null(chunks.Add(1, Chunk(7, 1, 2, "b"), Now));
        Assert.Null(chunks.Add(2, Chunk(7, 0, 2, "x"), Now));
        Assert.Null(chunks.Add(1, Chunk(7, 1, 2, "again"), Now));
        Assert.Equal("ab", Encoding.UTF8.GetString(chunks.Add(1, Chunk(7, 0, 2, "a"), Now)!));
        Assert.Equal("xy", Encoding.UTF8.GetString(chunks.Add(2, Chunk(7, 1, 2, "y"), Now)!));
        Assert.Equal("one", Encoding.UTF8.GetString(chunks.Add(1, Chunk(7, 0, 1, "one"), Now)!));
        Assert.Equal(0, chunks.Dropped);
    }

    [Fact]
    public void What_stays_incomplete_is_dropped_by_time_number_and_size()
    {
        var chunks = new GelfChunks();
        chunks.Add(1, Chunk(1, 0, 2, "a"), Now);
        Assert.Null(chunks.Add(1, Chunk(1, 1, 2, "b"), Now.AddSeconds(6)));
        Assert.Equal(1, chunks.Dropped);
        for (var id = 10; id < 10 + GelfChunks.MostMessages + 5; id++) chunks.Add(1, Chunk((ulong)id, 0, 2, "a"), Now.AddSeconds(6));
        Assert.Equal(7, chunks.Dropped);
        var large = new string('x', 60_000);
        for (var id = 5000; id < 5000 + 400; id++) chunks.Add(1, Chunk((ulong)id, 0, 2, large), Now.AddSeconds(7));
        Assert.InRange(chunks.Dropped, 1000, 1400);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(0, 129)]
    public void A_chunk_that_lies_is_none(byte number, byte count) => Assert.Null(new GelfChunks().Add(1, Chunk(1, number, count, "a"), Now));

    [Fact]
    public void Datagrams_say_by_their_first_bytes_how_they_are_packed()
    {
        var text = Encoding.UTF8.GetBytes("{\"short_message\":\"" + new string('a', 10_000) + "\"}");
        foreach (var packed in new[] { text, Pack(text, static target => new GZipStream(target, CompressionLevel.Fastest)), Pack(text, static target => new ZLibStream(target, CompressionLevel.Fastest)) })
        {
            Assert.Equal(text, Datagrams.Unpack(packed, text.Length)!.Value.ToArray());
            Assert.Null(Datagrams.Unpack(packed, text.Length - 1));
            if (packed != text) Assert.Null(Datagrams.Unpack(packed.AsMemory(0, packed.Length / 2), text.Length));
        }
    }

    private static byte[] Chunk(ulong id, byte number, byte count, string text) => [0x1e, 0x0f, .. BitConverter.GetBytes(id), number, count, .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Pack(byte[] bytes, Func<Stream, Stream> open)
    {
        var target = new MemoryStream();
        using (var stream = open(target)) stream.Write(bytes);
        return target.ToArray();
    }
}
