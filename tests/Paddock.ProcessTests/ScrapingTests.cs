using System.Diagnostics;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Targets that are asked for their metrics: Paddock's own page of them, a site that answers as it is told to, and Debian's munin-node.</summary>
public sealed class ScrapingTests : IAsyncLifetime
{
    private const string MuninNode = "/usr/sbin/munin-node";

    private readonly string _data = Directory.CreateTempSubdirectory("paddock-").FullName;
    private readonly int _own = PaddockProcess.FreePort(), _munin = PaddockProcess.FreePort(), _closed = PaddockProcess.FreePort();
    private readonly LoopbackSite _site = new(LoopbackSite.Answers(200, "# TYPE sold_total counter\nsold_total{shop=\"zurich\"} 17\nbroken\n"));
    private readonly LoopbackSite _failing = new(LoopbackSite.Answers(500));
    private PaddockProcess _server = null!;
    private Process _node = null!;
    private CreatedProject _project = null!;

    public async ValueTask InitializeAsync()
    {
        // The key has to be known before the targets are: the project is made by a server that is stopped again.
        var first = await PaddockProcess.ServeAsync(_data);
        _project = await first.CreateProjectAsync("scraped");
        await first.StopAsync();
        var settings = Path.Combine(_data, "munin-node.conf");
        await File.WriteAllTextAsync(settings, $"log_level 0\nlog_file {_data}/munin.log\npid_file {_data}/munin.pid\nbackground 0\nsetsid 0\nuser root\ngroup root\nallow ^127\\.0\\.0\\.1$\nhost 127.0.0.1\nport {_munin}\n");
        Assert.True(File.Exists(MuninNode), "bin/prerequisites installs munin-node");
        _node = Process.Start(new ProcessStartInfo(MuninNode, ["--config", settings]) { RedirectStandardError = true })!;
        string Target(string address) => $"{address}?key={_project.WriteKey}";
        _server = await PaddockProcess.ServeAsync(_data, new Uri($"http://127.0.0.1:{_own}"), environment: new Dictionary<string, string>
        {
            ["Outbound__Allow"] = "127.0.0.1/32",
            ["Scrape__Interval"] = "2",
            ["Scrape__Targets"] = string.Join(',',
                Target($"http://127.0.0.1:{_own}/metrics"), $"http://127.0.0.1:{_site.Port}/m?x=1&key={_project.WriteKey}&job=shop", Target($"http://127.0.0.1:{_failing.Port}/metrics"),
                Target("http://10.11.12.13/metrics"), Target($"munin://127.0.0.1:{_munin}"), Target($"munin://127.0.0.1:{_closed}"), $"http://127.0.0.1:{_site.Port}/?key={new string('0', 32)}"),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _node.Kill(entireProcessTree: true);
        _node.Dispose();
        foreach (var site in (LoopbackSite[])[_site, _failing]) site.Dispose();
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task What_targets_show_is_kept_and_who_does_not_answer_is_down()
    {
        await CountAsync("name = 'sold_total' AND kind = 'counter' AND value = 17 AND labels['shop'] = 'zurich' AND service = 'shop'", 2);
        await CountAsync($"name LIKE 'paddock%' AND labels['instance'] = '127.0.0.1:{_own}'", 2);
        await CountAsync("name = 'munin_load' AND labels['field'] = 'load' AND value >= 0", 1);
        await CountAsync("name = 'munin_cpu' AND kind = 'counter' AND labels['field'] = 'user' AND value > 0", 1);
        foreach (var (instance, up) in ((string, int)[])[($"127.0.0.1:{_site.Port}", 1), ($"127.0.0.1:{_own}", 1), ($"127.0.0.1:{_munin}", 1), ($"127.0.0.1:{_failing.Port}", 0), ("10.11.12.13", 0), ($"127.0.0.1:{_closed}", 0)])
        {
            await CountAsync($"name = 'up' AND labels['instance'] = '{instance}' AND value = {up}", 1);
            Assert.Equal(0, await CountAsync($"name = 'up' AND labels['instance'] = '{instance}' AND value != {up}"));
        }
        Assert.StartsWith("GET /m?x=1 HTTP/1.1", _site.Asked, StringComparison.Ordinal);
        Assert.Contains("it answers 500", _server.Output, StringComparison.Ordinal);
        Assert.Contains("Outbound__Allow=10.11.12.13/32", _server.Output, StringComparison.Ordinal);
        Assert.Contains("does not take the connection", _server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_project.WriteKey, _server.Output, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => await _server.CountAsync(_project, "SELECT sum(quantity) FROM ledger WHERE receiver = 'scrape' AND reason = 'malformed_record'") > 0);
    }

    private Task CountAsync(string condition, int least) => Eventually.TrueAsync(async () => await CountAsync(condition) >= least, () => $"{condition}\n{_server.Output}");

    private Task<long> CountAsync(string condition) => _server.CountAsync(_project, $"SELECT count() FROM samples INNER JOIN series USING (series) WHERE {condition}");
}
