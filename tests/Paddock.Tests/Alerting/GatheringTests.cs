using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Paddock.Accounts;
using Paddock.Alerting;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Tests.Database;

namespace Paddock.Tests.Alerting;

/// <summary>Which messages are made of what happened, and for whom.</summary>
public sealed class GatheringTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private TemporaryStore _temporary = null!;
    private Gathering _gathering = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RelationalStore Store => _temporary.Store;

    public async ValueTask InitializeAsync()
    {
        _temporary = await TemporaryStore.OpenAsync();
        _gathering = new Gathering(Store, new ProjectPeople(Store), _time);
        await WriteAsync(db =>
        {
            db.Projects.Add(new ProjectRow { Id = 1, Slug = "shop", Name = "Shop", CreatedAt = _time.GetUtcNow() });
            foreach (var (id, mails) in new[] { (1, 2), (2, 0) })
                db.Users.Add(new UserRow { Id = id, Email = $"{id}@example.org", Name = "", PasswordHash = "", IsAdministrator = true, MailsADay = mails, CreatedAt = _time.GetUtcNow(), PasswordChangedAt = _time.GetUtcNow() });
            db.Alerts.Add(new AlertRow { Id = 1, ProjectId = 1, Name = "All", Occasions = "issue.new,monitor.down", Level = "error", Channel = ChannelKind.Mail, Host = "", Sealed = [], CreatedAt = _time.GetUtcNow(), SeenId = 0 });
        });
    }

    public ValueTask DisposeAsync() => _temporary.DisposeAsync();

    [Fact]
    public async Task What_comes_close_together_is_one_message_and_then_there_is_a_pause()
    {
        await HappenAsync();
        Assert.Equal(_time.GetUtcNow().AddSeconds(10), await _gathering.RunAsync(Cancellation));
        _time.Advance(TimeSpan.FromSeconds(8));
        await HappenAsync();
        Assert.Equal(_time.GetUtcNow().AddSeconds(10), await _gathering.RunAsync(Cancellation));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await _gathering.RunAsync(Cancellation));
        Assert.Equal([2, 2], (await MessagesAsync()).Select(static message => message.Count));

        await HappenAsync();
        Assert.Equal(_time.GetUtcNow().AddMinutes(5), await _gathering.RunAsync(Cancellation));
    }

    [Theory]
    [InlineData("issue.new", "fatal", 0, true)]
    [InlineData("issue.new", "warning", 0, false)] // below its level
    [InlineData("issue.regressed", "error", 0, false)] // of another kind
    [InlineData("issue.new", "error", -25, false)] // an import
    [InlineData("monitor.down", "error", -23, true)]
    public async Task It_tells_of_what_it_is_for(string kind, string level, int hours, bool isTold)
    {
        await HappenAsync(kind, level, hours);
        Assert.Equal(isTold, await _gathering.RunAsync(Cancellation) is not null);
    }

    [Fact]
    public async Task A_day_s_mails_are_a_person_s_and_the_rest_comes_in_one_the_next_morning()
    {
        for (var number = 0; number < 4; number++) await TellAsync();
        Assert.Equal(["waiting", "waiting", "held", "held"], await StatesAsync(1));
        Assert.Equal(["held", "held", "held", "held"], await StatesAsync(2));

        var budget = new MailBudget(Store, _time);
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 5, 59, 0, TimeSpan.Zero));
        await budget.DigestAsync(Cancellation);
        Assert.DoesNotContain("digested", await StatesAsync(1));
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 6, 0, 0, TimeSpan.Zero));
        await budget.DigestAsync(Cancellation);
        await budget.DigestAsync(Cancellation);
        Assert.Equal(["waiting", "waiting", "digested", "digested", "waiting"], await StatesAsync(1));
        Assert.Equal(["digested", "digested", "digested", "digested", "waiting"], await StatesAsync(2));
        var digest = (await MessagesAsync()).Single(static message => message is { AlertId: null, UserId: 2 });
        Assert.Equal((4, "4 messages that were kept for the morning", 4), (digest.Count, digest.Subject, AlertContent.Read(digest.Content).Others.Length));

        // A digest takes nothing from the new day.
        await TellAsync();
        Assert.Equal("waiting", (await StatesAsync(1))[^1]);
    }

    [Fact]
    public async Task Who_has_muted_it_gets_nothing_and_everybody_else_does()
    {
        Assert.True(await AlertsApi.MuteForAsync(Store, 1, 1, 1, Cancellation));
        Assert.True(await AlertsApi.MuteForAsync(Store, 1, 1, 1, Cancellation));
        Assert.False(await AlertsApi.MuteForAsync(Store, 2, 1, 1, Cancellation));
        Assert.False(await AlertsApi.MuteForAsync(Store, null, 1, 99, Cancellation));
        await TellAsync();
        Assert.Equal(2, Assert.Single(await MessagesAsync()).UserId);
    }

    [Fact]
    public async Task What_happens_while_it_is_snoozed_is_counted_in_its_next_message()
    {
        await HappenAsync();
        await WriteAsync(db => (db.Alerts.Single().SnoozedUntil, db.Alerts.Single().SnoozedBy) = (_time.GetUtcNow().AddHours(30), "Ann"));
        Assert.Equal(_time.GetUtcNow().AddHours(30), await _gathering.RunAsync(Cancellation));
        _time.Advance(TimeSpan.FromHours(29));
        await HappenAsync();
        await HappenAsync("issue.regressed");
        await _gathering.RunAsync(Cancellation);
        Assert.Empty(await MessagesAsync());

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await _gathering.RunAsync(Cancellation));
        await TellAsync();
        Assert.Equal([1, 1], (await MessagesAsync()).Select(static message => message.Count));
        Assert.StartsWith("Before that, 2 things happened that nobody was told of: Ann", AlertContent.Read((await MessagesAsync())[0].Content).Unsaid, StringComparison.Ordinal);
        await TellAsync();
        Assert.Equal("", AlertContent.Read((await MessagesAsync())[^1].Content).Unsaid);
    }

    private async Task TellAsync()
    {
        await HappenAsync();
        await _gathering.RunAsync(Cancellation);
        _time.Advance(Pace.Pause + Pace.Quiet);
        Assert.Null(await _gathering.RunAsync(Cancellation));
    }

    private Task<int> HappenAsync(string kind = "issue.new", string level = "error", int hours = 0) => WriteAsync(db => db.Happenings.Add(
        new HappeningRow { ProjectId = 1, Kind = kind, SubjectId = 1, Time = _time.GetUtcNow().AddHours(hours), Title = "KeyError", Detail = "", Level = level }));

    private Task<List<AlertMessageRow>> MessagesAsync() => Store.ReadAsync(static (db, stop) => db.AlertMessages.OrderBy(static row => row.Id).ToListAsync(stop), Cancellation);

    private async Task<List<string>> StatesAsync(int user) => [.. (await MessagesAsync()).Where(message => message.UserId == user).Select(static message => message.State)];

    private Task<int> WriteAsync(Action<PaddockDb> write) => Store.WriteAsync((db, _) =>
    {
        write(db);
        return Task.FromResult(0);
    }, Cancellation);
}
