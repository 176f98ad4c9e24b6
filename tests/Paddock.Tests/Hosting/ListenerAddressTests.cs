using Microsoft.Extensions.Configuration;
using Paddock.Hosting;

namespace Paddock.Tests.Hosting;

public sealed class ListenerAddressTests
{
    [Theory]
    [InlineData("tcp://127.0.0.1:8125?key=secret")]
    [InlineData("udp://127.0.0.1:8125?Key=secret")]
    [InlineData("udp://127.0.0.1?key=secret")]
    public void What_cannot_be_listened_to_is_told_without_its_key(string address)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Statsd:Listen", address)]).Build();
        var refused = Assert.Throws<OptionException>(() => ListenerAddress.ReadAll(configuration, "Statsd:Listen", ListenerTransport.Udp));
        Assert.Contains(address[..address.IndexOf('?')], refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }
}
