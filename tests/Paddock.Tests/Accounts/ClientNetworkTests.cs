using System.Net;
using Paddock.Accounts;

namespace Paddock.Tests.Accounts;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8::1", "2001:db8::ffff", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    public void An_address_or_a_network_of_IPv6_is_one_client(string first, string second, bool isSame) =>
        Assert.Equal(isSame, ClientNetwork.Of(IPAddress.Parse(first)) == ClientNetwork.Of(IPAddress.Parse(second)));
}
