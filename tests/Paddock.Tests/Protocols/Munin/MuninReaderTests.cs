using System.Text;
using Paddock.Protocols.Munin;
using Paddock.Protocols.Prometheus;
using Paddock.Tests.Protocols.Logs;
using Paddock.Tests.Protocols.Prometheus;

namespace Paddock.Tests.Protocols.Munin;

public sealed class MuninReaderTests
{
    [Theory]
    [InlineData("load", "graph_title Load\nload.label load\n", "load.value 5.00\n", "munin_load{field=load} 5 gauge +0")]
    [InlineData("cpu", "user.type DERIVE\nsystem.type COUNTER\nidle.type ABSOLUTE\n", "user.value 1\nsystem.value 2\nidle.value 3\nnice.value 4", "munin_cpu{field=user} 1 counter +0|munin_cpu{field=system} 2 counter +0|munin_cpu{field=idle} 3 counter_delta +0|munin_cpu{field=nice} 4 gauge +0")]
    [InlineData("diskstats", "multigraph disk_latency\nsda.type GAUGE\nmultigraph disk_latency.sda\nreads.type DERIVE\n", "multigraph disk_latency\nsda.value 0.5\nmultigraph disk_latency.sda\nreads.value 7", "munin_disk_latency{field=sda} 0.5 gauge +0|munin_disk_latency{of=sda,field=reads} 7 counter +0")]
    [InlineData("a", "", "b.value U\nc.value 1795410000:1.5\n# Bad exit", "munin_a{field=c} 1.5 gauge +0")]
    [InlineData("a", "", "broken\nb.value x\n.value 1\nb.value 1", "munin_a{field=b} 1 gauge +0")]
    public void Answers_are_samples(string plugin, string config, string values, string expected)
    {
        var dump = new SampleDump();
        MuninReader.Read([new MuninPlugin(plugin, Encoding.UTF8.GetBytes(config), Encoding.UTF8.GetBytes(values))], new Scrape("db", "db-1:4949", IsUp: true, default), LogDump.Context, dump);
        var lines = dump.ToString().Split("\nup{")[0].Split('\n').Select(static line => line.Replace("job=db,instance=db-1:4949,", "", StringComparison.Ordinal).Replace(" db +", " +", StringComparison.Ordinal));
        Assert.Equal(expected, string.Join('|', lines));
    }
}
