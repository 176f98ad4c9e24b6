using System.Net;
using Microsoft.Extensions.Time.Testing;
using Paddock.Pipeline.Enrichment;
using Paddock.Testing;

namespace Paddock.Tests.Pipeline.Enrichment;

public sealed class VisitorSaltsTests : IDisposable
{
    private const string Agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    private static readonly IPAddress Address = IPAddress.Parse("203.0.113.9");

    private readonly string _directory = Path.Combine(Directory.CreateTempSubdirectory("paddock-salts-").FullName, "salts");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);

    [Fact]
    public void A_visitor_is_the_same_all_day_and_somebody_else_in_another_project_site_browser_or_network()
    {
        using var salts = Open();
        var id = Of(salts);
        _time.Advance(TimeSpan.FromHours(11));
        Assert.Equal(id, Of(salts));
        ulong[] others =
        [
            salts.Of(2, "example.org", Agent, Address), salts.Of(1, "example.com", Agent, Address), salts.Of(1, "example.org", Agent + "1", Address),
            salts.Of(1, "example.org", Agent, IPAddress.Parse("203.0.113.10")), salts.Of(1, "example.org", Agent, null), salts.Of(1, "example.org", null, Address),
        ];
        Assert.Equal(others.Length + 1, others.Append(id).Distinct().Count());
    }

    [Fact]
    public void An_address_is_the_same_however_it_is_written_and_of_IPv6_the_network_counts()
    {
        using var salts = Open();
        Assert.Equal(Of(salts), salts.Of(1, "example.org", Agent, Address.MapToIPv6()));
        Assert.Equal(salts.Of(1, "example.org", Agent, IPAddress.Parse("2001:db8:1:2::3")), salts.Of(1, "example.org", Agent, IPAddress.Parse("2001:db8:1:2:aaaa:bbbb:cccc:dddd")));
        Assert.NotEqual(salts.Of(1, "example.org", Agent, IPAddress.Parse("2001:db8:1:2::3")), salts.Of(1, "example.org", Agent, IPAddress.Parse("2001:db8:1:3::3")));
    }

    [Theory]
    [InlineData("23:29:00", 40, false)] // too long a pause
    [InlineData("23:45:00", 20, true)]
    [InlineData("23:59:59", 1, true)]
    [InlineData("22:00:00", 130, false)]
    public void A_visit_across_midnight_is_one(string before, int minutesLater, bool same)
    {
        using var salts = Open();
        _time.SetUtcNow(_time.GetUtcNow().Date.ToUniversalTime() + TimeSpan.Parse(before, System.Globalization.CultureInfo.InvariantCulture));
        var id = Of(salts);
        _time.Advance(TimeSpan.FromMinutes(minutesLater));
        Assert.Equal(same, id == Of(salts));
    }

    [Fact]
    public void A_visit_goes_on_into_the_night_as_long_as_it_does_not_pause()
    {
        using var salts = Open();
        _time.Advance(new TimeSpan(11, 50, 0));
        var id = Of(salts);
        for (var time = 0; time < 6; time++)
        {
            _time.Advance(TimeSpan.FromMinutes(25));
            Assert.Equal(id, Of(salts));
        }
        _time.Advance(TimeSpan.FromMinutes(31));
        Assert.NotEqual(id, Of(salts));
    }

    [Fact]
    public void Salts_survive_a_restart_of_the_same_day()
    {
        ulong id;
        using (var salts = Open()) id = Of(salts);
        using (var salts = Open()) Assert.Equal(id, Of(salts));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_directory, "visitors")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory));
    }

    [Fact]
    public async Task A_salt_is_gone_after_two_days_also_when_nobody_comes()
    {
        using var salts = Open();
        await salts.StartAsync(TestContext.Current.CancellationToken);
        var made = Salts()[0];
        _time.Advance(TimeSpan.FromHours(48));
        await Eventually.TrueAsync(() =>
        {
            // Their timer may have been set only now.
            _time.Advance(TimeSpan.FromHours(1));
            return Task.FromResult(!Salts().Contains(made));
        });
        await salts.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_salt_is_gone_after_two_days_also_when_the_server_was_off()
    {
        using (Open()) { }
        var made = Salts()[0];
        _time.Advance(TimeSpan.FromDays(3));
        using (Open()) Assert.DoesNotContain(made, Salts());
        Assert.Single(Salts());
    }

    [Fact]
    public void A_damaged_file_makes_new_salts()
    {
        Directory.CreateDirectory(_directory);
        File.WriteAllText(Path.Combine(_directory, "visitors"), "20779 zz");
        using var salts = Open();
        Assert.NotEqual(0ul, Of(salts));
    }

    private VisitorSalts Open() => new(_directory, _time);

    private static ulong Of(VisitorSalts salts) => salts.Of(1, "example.org", Agent, Address);

    private string[] Salts() => File.ReadAllText(Path.Combine(_directory, "visitors")).Split(' ')[1..];
}
