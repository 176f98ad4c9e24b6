using Paddock.Pipeline.Reading;

namespace Paddock.Tests.Pipeline.Reading;

public sealed class TimeRangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 14, 12, 34, 56, TimeSpan.Zero);

    [Theory]
    [InlineData("24h", 1, 25, 3600)]
    [InlineData("7d", 7, 29, 6 * 3600)]
    [InlineData("30d", 30, 31, 86_400)]
    [InlineData("90d", 90, 31, 3 * 86_400)]
    [InlineData(null, 1, 25, 3600)]
    public void A_preset_covers_what_it_says_in_round_buckets_of_which_the_first_and_the_last_are_partial(string? name, int days, int buckets, int seconds)
    {
        var range = TimeRange.Parse(name, Now)!;
        Assert.Equal((buckets, seconds, Now), (range.Buckets, range.BucketSeconds, range.To));
        Assert.InRange(range.To - range.From, TimeSpan.FromDays(days), TimeSpan.FromDays(days) + TimeSpan.FromMinutes(1));
        Assert.True(range.IsOfMinutes);
        Assert.Equal(0, range.StartOf(0).ToUnixTimeSeconds() % seconds);
        Assert.True(range.StartOf(0) < range.From && range.From < range.StartOf(1) && range.StartOf(buckets - 1) < Now && Now < range.StartOf(buckets));
    }

    [Fact]
    public void A_preset_that_ends_on_a_boundary_has_whole_buckets_only()
    {
        var boundary = new DateTimeOffset(2026, 11, 14, 12, 0, 0, TimeSpan.Zero);
        var day = TimeRange.Parse("24h", boundary)!;
        Assert.Equal((boundary.AddDays(-1), 24), (day.From, day.Buckets));
    }

    [Theory]
    [InlineData("2026-11-13T10:00Z..2026-11-13T14:00Z", 24, 600)]
    [InlineData("2026-11-13T10:05Z..2026-11-13T14:05Z", 25, 600)]
    [InlineData("2026-11-13T10:00:10Z..2026-11-13T10:00:20Z", 1, 10)]
    [InlineData("2026-11-01T00:00Z..2026-11-08T00:00Z", 28, 6 * 3600)]
    [InlineData("2026-08-01T00:00Z..2026-11-01T00:00Z", 32, 3 * 86_400)]
    public void A_picked_range_is_cut_into_few_round_buckets(string name, int buckets, int seconds)
    {
        var range = TimeRange.Parse(name, Now)!;
        Assert.Equal((buckets, seconds), (range.Buckets, range.BucketSeconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1y")]
    [InlineData("..")]
    [InlineData("2026-11-13T10:00Z")]
    [InlineData("2026-11-13T10:00Z..2026-11-13T10:00Z")]
    [InlineData("2026-11-13T14:00Z..2026-11-13T10:00Z")]
    [InlineData("2020-01-01T00:00Z..2026-11-13T10:00Z")]
    [InlineData("2026-11-13T10:00Z..2026-11-13T14:00Z..2026-11-13T15:00Z")]
    [InlineData("0001-01-01T00:00Z..0001-01-01T01:00Z")]
    [InlineData("1969-12-31T23:00Z..1970-01-01T01:00Z")]
    [InlineData("1999-12-31T23:00Z..2000-01-01T01:00Z")]
    [InlineData("2261-12-31T23:00Z..2262-01-01T01:00Z")]
    [InlineData("9999-12-31T22:00Z..9999-12-31T23:59Z")]
    [InlineData("2026-13-13T10:00Z..2026-13-13T14:00Z")]
    public void Anything_else_is_no_range(string name) => Assert.Null(TimeRange.Parse(name, Now));
}
