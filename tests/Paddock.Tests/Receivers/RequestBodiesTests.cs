using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Paddock.Protocols.Compression;
using Paddock.Receivers;

namespace Paddock.Tests.Receivers;

public sealed class RequestBodiesTests
{
    private const int Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData(1000L, 60)]
    [InlineData(640L * 1024, 70)]
    [InlineData(200L * Mebibyte, 60 + 32)]
    [InlineData(null, 60 + 32)]
    public async Task A_body_has_a_minute_and_the_time_of_its_size(long? announced, int seconds)
    {
        var clock = new FakeTimeProvider();
        var pipe = new Pipe();
        var context = new DefaultHttpContext { Request = { Body = pipe.Reader.AsStream(), ContentLength = announced } };
        var reading = new RequestBodies(new BodyBudget(Mebibyte), clock).ReadAsync(context, 2 * Mebibyte).AsTask();
        await pipe.Writer.WriteAsync("{"u8.ToArray(), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(reading.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var body = await reading;
        Assert.Equal(DecompressionStatus.TooSlow, body.Status);
    }

    [Fact]
    public async Task An_address_has_its_share_of_the_memory_and_others_have_theirs()
    {
        var bodies = new RequestBodies(new BodyBudget(Mebibyte, share: 100_000), TimeProvider.System);
        using var held = await ReadAsync(bodies, "192.0.2.1");
        using var more = await ReadAsync(bodies, "192.0.2.1");
        Assert.Equal((DecompressionStatus.Ok, DecompressionStatus.Busy), (held.Status, more.Status));
        // Clients are counted by a hash that is another one in each process: two of these may meet, but not all.
        var others = await Task.WhenAll(Enumerable.Range(2, 4).Select(number => ReadAsync(bodies, $"192.0.2.{number}")));
        Assert.Contains(others, static other => other.Status == DecompressionStatus.Ok);
        Assert.All(others, static other => other.Dispose());
    }

    private static async Task<DecompressedBody> ReadAsync(RequestBodies bodies, string address)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(new byte[40_000]) }, Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        return await bodies.ReadAsync(context, Mebibyte);
    }
}
