using System.Net;
using Paddock.Outbound;
using Paddock.Testing;

namespace Paddock.Tests.Outbound;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("192.169.0.1")]
    [InlineData("223.255.255.254")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")] // NAT64 of 8.8.8.8
    [InlineData("2002:808:808::1")] // 6to4 of 8.8.8.8
    public void The_public_internet_is_allowed(string address) => Assert.True(new AddressPolicy([]).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")] // metadata of clouds
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")] // IPv4-compatible
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:10.0.0.1")] // SIIT
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::808:808")] // a network's own NAT64
    [InlineData("100::1")]
    [InlineData("2001::1")] // Teredo
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")] // metadata over IPv6
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Everything_that_only_this_machine_or_its_network_can_reach_is_refused(string address) => Assert.False(new AddressPolicy([]).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.0/8", "127.0.0.1", true)]
    [InlineData("127.0.0.0/8", "::ffff:127.0.0.1", true)]
    [InlineData("127.0.0.0/8", "::1", false)]
    [InlineData("127.0.0.0/8", "64:ff9b::7f00:1", false)] // whoever translates it is another machine
    [InlineData("10.1.0.0/16", "10.2.0.1", false)]
    [InlineData("fd00::/8", "fd12::5", true)]
    [InlineData("fe80::/10", "fe80::1%1", true)]
    public void An_administrator_allows_a_range_and_no_more(string range, string address, bool isAllowed) =>
        Assert.Equal(isAllowed, new AddressPolicy([IPNetwork.Parse(range)]).Allows(IPAddress.Parse(address)));

    [Fact]
    public void A_refusal_says_what_to_write() => Assert.EndsWith("Outbound__Allow=127.0.0.1/32", AddressPolicy.Refusal(IPAddress.Parse("::ffff:127.0.0.1")), StringComparison.Ordinal);

    [Fact]
    public async Task A_name_is_resolved_once_and_what_it_says_later_changes_nothing()
    {
        using var site = new LoopbackSite(LoopbackSite.Answers(200, "here"));
        var answers = new Queue<IPAddress[]>([[IPAddress.Parse("10.0.0.1"), IPAddress.Loopback], [IPAddress.Parse("10.0.0.1")]]);
        var connections = new OutboundConnections(new AddressPolicy([IPNetwork.Parse("127.0.0.0/8")]), (_, _) => Task.FromResult(answers.Dequeue()), TimeProvider.System);
        var http = new OutboundHttp(connections, TimeProvider.System);
        var first = await http.SendAsync(new OutboundRequest(new Uri($"http://rebinding.example:{site.Port}/"), HttpMethod.Get), TestContext.Current.CancellationToken);
        Assert.Equal((200, "127.0.0.1"), (first.Status, first.Phases.Address));
        var second = await http.SendAsync(new OutboundRequest(new Uri($"http://rebinding.example:{site.Port}/"), HttpMethod.Get), TestContext.Current.CancellationToken);
        Assert.Equal(OutboundFailure.AddressRefused, second.Failure);
        Assert.Empty(answers);
    }
}
