using System.Text;
using Paddock.Protocols.Nagios;
using Paddock.Tests.Protocols.Logs;
using Paddock.Tests.Protocols.Prometheus;

namespace Paddock.Tests.Protocols.Nagios;

public sealed class PluginOutputTests
{
    [Theory]
    [InlineData("PING OK", "")]
    [InlineData("DISK OK | /=2643MB;5948;5958;0;5968 /var=7", "|nagios_/ 2643 gauge|nagios_/var 7 gauge")]
    [InlineData("X | 'in use'=1.5% 'a ''b'=2 'x=y'=3", "|nagios_in_use 1.5 gauge|nagios_a___b 2 gauge|nagios_x_y 3 gauge")]
    [InlineData("X | n=12c t=-0.5s", "|nagios_n 12 counter|nagios_t -0.5 gauge")]
    [InlineData("X | a=1\nlong text\nmore | b=2\nc=3", "|nagios_a 1 gauge|nagios_b 2 gauge|nagios_c 3 gauge")]
    [InlineData("X | a=U b=x =1 c 'd=1 e=2", "|nagios_e 2 gauge")]
    public void Values_are_samples(string output, string expected)
    {
        var dump = new SampleDump();
        PluginOutput.Read(Encoding.UTF8.GetBytes(output), "web-1", "disk", 2, LogDump.Context, dump);
        Assert.Equal("nagios_state 2 gauge" + expected, dump.ToString().Replace("{host=web-1,check=disk}", "", StringComparison.Ordinal).Replace("  +0", "", StringComparison.Ordinal).Replace('\n', '|'));
    }

    [Theory]
    [InlineData("DISK OK - fine | /=1", "DISK OK - fine")]
    [InlineData("LOGIN CRITICAL password=hunter2\nmore", "LOGIN CRITICAL password=[Filtered]")]
    [InlineData("", "")]
    [InlineData("| a=1", "")]
    public void The_text_is_the_first_line(string output, string expected) => Assert.Equal(expected, PluginOutput.TextOf(Encoding.UTF8.GetBytes(output)));
}
