using System.IO.Compression;
using System.Text;
using Paddock.Protocols.Compression;
using ZstdSharp;

namespace Paddock.Tests.Protocols.Compression;

public sealed class DecompressionTests
{
    private const int Megabyte = 1024 * 1024;

    public static TheoryData<string?, string> Codings => new()
    {
        { null, "identity" },
        { "", "identity" },
        { "identity", "identity" },
        { "gzip", "gzip" },
        { "x-gzip", "gzip" },
        { "GZIP", "gzip" },
        { "deflate", "zlib" },
        { "deflate", "deflate" },
        { "br", "br" },
        { "zstd", "zstd" },
    };

    public static TheoryData<string, string> Compressed => new(Codings.Where(row => row.Data.Item2 != "identity" && row.Data.Item1 != "GZIP")
        .Select(row => (row.Data.Item1!, row.Data.Item2)));

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Every_coding_gives_back_what_went_in(string? header, string coding)
    {
        foreach (var size in new[] { 0, 1, 2, 1000, 300_000 })
        {
            var original = Text(size);
            using var body = await Read(Compress(original, coding), header, Megabyte);
            Assert.Equal(DecompressionStatus.Ok, body.Status);
            Assert.Equal(original, body.Bytes.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task The_limit_is_exact(string? header, string coding)
    {
        var compressed = Compress(Text(50_000), coding);
        using var within = await Read(compressed, header, 50_000);
        using var over = await Read(compressed, header, 49_999);
        Assert.Equal((DecompressionStatus.Ok, DecompressionStatus.TooLarge), (within.Status, over.Status));
        Assert.True(over.Bytes.IsEmpty);
    }

    // 64 MB of zeros in at most 64 kB: refused after the limit, in memory that the limit bounds.
    [Theory]
    [MemberData(nameof(Compressed))]
    public async Task A_bomb_costs_no_more_than_the_limit(string header, string coding)
    {
        var bomb = Bomb(coding);
        Assert.True(bomb.Length < Megabyte, $"{bomb.Length} bytes");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var body = await Read(bomb, header, 4 * Megabyte);
        Assert.Equal(DecompressionStatus.TooLarge, body.Status);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 40 * Megabyte);
    }

    [Theory]
    [MemberData(nameof(Compressed))]
    public async Task A_body_cut_off_is_malformed(string header, string coding)
    {
        var whole = Compress(Text(100_000), coding);
        foreach (var length in new[] { whole.Length - 1, whole.Length / 2, 5 })
        {
            using var body = await Read(whole[..length], header, Megabyte);
            Assert.Equal(DecompressionStatus.Malformed, body.Status);
        }
    }

    [Theory]
    [MemberData(nameof(Compressed))]
    public async Task Bytes_that_are_not_what_the_header_says_are_malformed(string header, string coding)
    {
        Assert.NotNull(coding);
        using var body = await Read(Encoding.ASCII.GetBytes("{\"event_id\":\"this was never compressed\"}"), header, Megabyte);
        Assert.Equal(DecompressionStatus.Malformed, body.Status);
    }

    [Fact]
    public async Task A_window_beyond_the_standards_is_refused()
    {
        // A frame header asking for a window of 2 GiB: magic, descriptor, window exponent 21 + 10.
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x01, 0x00, 0x00];
        using var body = await Read(frame, "zstd", Megabyte);
        Assert.Equal(DecompressionStatus.Malformed, body.Status);
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("gzip, br")]
    [InlineData("\0")]
    public async Task An_unknown_coding_is_said_so(string header)
    {
        using var body = await Read([1, 2, 3], header, Megabyte);
        Assert.Equal(DecompressionStatus.UnknownEncoding, body.Status);
    }

    [Fact]
    public async Task All_bodies_share_one_budget_and_give_it_back()
    {
        var budget = new BodyBudget(100_000);
        async Task<DecompressedBody> Read() => await Decompression.ReadAsync(new MemoryStream(Text(60_000)), null, Megabyte, budget.ShareOf(0), TestContext.Current.CancellationToken);
        var first = await Read();
        using (var second = await Read())
            Assert.Equal((DecompressionStatus.Ok, DecompressionStatus.Busy), (first.Status, second.Status));
        first.Dispose();
        first.Dispose();
        using var third = await Read();
        using var fourth = await Read();
        Assert.Equal((DecompressionStatus.Ok, DecompressionStatus.Busy), (third.Status, fourth.Status));
    }

    [Fact]
    public async Task One_client_never_has_the_whole_budget()
    {
        var budget = new BodyBudget(300_000, share: 100_000);
        async Task<DecompressedBody> Read(BodyShare share) => await Decompression.ReadAsync(new MemoryStream(Text(60_000)), null, Megabyte, share, TestContext.Current.CancellationToken);
        var greedy = await Read(budget.ShareOf(1));
        using var more = await Read(budget.ShareOf(1));
        using var other = await Read(Another(budget, 1));
        Assert.Equal((DecompressionStatus.Ok, DecompressionStatus.Busy, DecompressionStatus.Ok), (greedy.Status, more.Status, other.Status));
        greedy.Dispose();
        using var again = await Read(budget.ShareOf(1));
        Assert.Equal(DecompressionStatus.Ok, again.Status);
    }

    [Fact]
    public async Task Disposing_twice_is_harmless()
    {
        var body = await Read(Text(10), null, Megabyte);
        body.Dispose();
        body.Dispose();
        Assert.True(body.Bytes.IsEmpty);
    }

    private static ValueTask<DecompressedBody> Read(byte[] bytes, string? header, int limit) =>
        Decompression.ReadAsync(new MemoryStream(bytes), header, limit, new BodyBudget(1L << 30).ShareOf(0), TestContext.Current.CancellationToken);

    // Two clients in 4,096 share a share.
    private static BodyShare Another(BodyBudget budget, ulong client) =>
        Enumerable.Range(0, 100).Select(number => budget.ShareOf((ulong)number)).First(share => !share.Equals(budget.ShareOf(client)));

    private static byte[] Text(int size)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, size).Select(_ => (byte)random.Next('a', 'q'))];
    }

    private static byte[] Bomb(string coding)
    {
        var target = new MemoryStream();
        using (var encoder = Encoder(target, coding, CompressionLevel.SmallestSize))
        {
            var zeros = new byte[Megabyte];
            for (var written = 0; written < 64; written++)
                encoder.Write(zeros);
        }
        return target.ToArray();
    }

    private static byte[] Compress(byte[] bytes, string coding)
    {
        if (coding == "identity")
            return bytes;
        var target = new MemoryStream();
        using (var encoder = Encoder(target, coding, CompressionLevel.Fastest))
            encoder.Write(bytes);
        return target.ToArray();
    }

    private static Stream Encoder(Stream target, string coding, CompressionLevel level) => coding switch
    {
        "gzip" => new GZipStream(target, level, leaveOpen: true),
        "zlib" => new ZLibStream(target, level, leaveOpen: true),
        "deflate" => new DeflateStream(target, level, leaveOpen: true),
        "br" => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true),
        "zstd" => new CompressionStream(target, 3, leaveOpen: true),
        _ => throw new ArgumentOutOfRangeException(nameof(coding)),
    };
}
