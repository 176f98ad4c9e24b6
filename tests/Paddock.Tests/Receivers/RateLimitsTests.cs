using Microsoft.Extensions.Time.Testing;
using Paddock.Accounts;
using Paddock.Accounts.Intake;
using Paddock.Receivers.Intake;

namespace Paddock.Tests.Receivers;

public sealed class RateLimitsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 40, TimeSpan.Zero));

    [Fact]
    public void A_key_that_has_sent_enough_waits_for_the_next_minute_and_others_do_not()
    {
        var limits = new RateLimits(_time);
        var (first, second) = (Project(1, Of(1, "errors", 3)), Project(2));
        for (var record = 0; record < 3; record++) Assert.Null(limits.Take(first, "errors"));
        var reached = limits.Take(first, "errors");
        Assert.Equal(("limit_of_key", 20), (reached!.Reason, reached.RetrySeconds));
        Assert.Equal(reached, limits.Reached(first, "errors"));
        Assert.Null(limits.Reached(first, "logs"));
        Assert.Null(limits.Reached(first, null));
        Assert.Null(limits.Take(second, "errors"));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(limits.Take(first, "errors"));
    }

    [Fact]
    public void The_keys_of_a_project_share_its_limit_and_what_one_limit_refuses_no_other_counts()
    {
        var limits = new RateLimits(_time);
        var ofProject = new Limit(null, "everything", 4, "hour");
        var (first, second) = (Project(1, ofProject, Of(1, "errors", 2)), Project(2, ofProject));
        Assert.Null(limits.Take(first, "errors"));
        Assert.Null(limits.Take(first, "errors"));
        Assert.True(limits.Take(first, "errors")!.IsOfKey);
        Assert.Null(limits.Take(second, "logs"));
        Assert.Null(limits.Take(second, "logs"));
        Assert.Equal("limit_of_project", limits.Take(second, "spans")!.Reason);
        Assert.Equal("", limits.Reached(first, null)!.Signal);
    }

    [Fact]
    public void Many_at_once_are_counted_exactly()
    {
        var limits = new RateLimits(_time);
        var project = Project(1, Of(1, "errors", 10_000), new Limit(null, "everything", 5_000, "day"));
        var taken = 0;
        Parallel.For(0, 20_000, _ =>
        {
            if (limits.Take(project, "errors") is null) Interlocked.Increment(ref taken);
        });
        Assert.Equal(5_000, taken);
    }

    [Fact]
    public void Nobody_is_told_to_wait_for_a_day()
    {
        var limits = new RateLimits(_time);
        var project = Project(1, new Limit(null, "errors", 1, "day"));
        Assert.Null(limits.Take(project, "errors"));
        Assert.Equal(300, limits.Take(project, "errors")!.RetrySeconds);
    }

    [Theory]
    [InlineData("errors", 0, "minute", null, "records")]
    [InlineData("errors", 1, "week", null, "period")]
    [InlineData("apples", 1, "hour", null, "kind")]
    [InlineData("errors", 1, "hour", 99, "key")]
    public void What_cannot_be_meant_is_told(string kind, long records, string period, int? key, string problem) =>
        Assert.StartsWith(problem, new LimitSettings([new Limit(key, kind, records, period)]).Problem([1, 2]), StringComparison.Ordinal);

    private static Limit Of(int key, string kind, long records) => new(key, kind, records, "minute");

    private static IngestProject Project(int key, params Limit[] limits) => new(7, "shop", null, 90) { Key = key, Limits = new LimitSettings(limits).RulesFor(key) };
}
