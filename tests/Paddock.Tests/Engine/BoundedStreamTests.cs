using System.IO.Compression;
using Paddock.Engine.Http;
using Paddock.Engine.Native;

namespace Paddock.Tests.Engine;

public sealed class BoundedStreamTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_unpacks_to_the_limit_passes_and_one_byte_more_does_not()
    {
        Assert.Equal(1000, await ReadAsync(Packed(1000), limit: 1000));
        var refused = await Assert.ThrowsAsync<EngineError>(() => ReadAsync(Packed(1001), limit: 1000));
        Assert.Equal(271, refused.Code);
    }

    [Fact]
    public async Task A_packed_body_that_breaks_off_is_damaged_and_not_short()
    {
        var packed = Packed(100_000);
        for (var length = 1; length < packed.Length; length++)
            Assert.Equal(271, (await Assert.ThrowsAsync<EngineError>(() => ReadAsync(packed[..length], limit: 1 << 20))).Code);
    }

    private static byte[] Packed(int length)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Enumerable.Range(0, length).Select(i => (byte)(i / 300)).ToArray());
        return packed.ToArray();
    }

    private static async Task<long> ReadAsync(byte[] packed, long limit)
    {
        await using var stream = new BoundedStream(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress), limit);
        var buffer = new byte[700];
        long total = 0;
        int count;
        while ((count = await stream.ReadAsync(buffer, Test)) > 0)
            total += count;
        return total;
    }
}
