using Paddock.Pipeline.Reading;

namespace Paddock.Tests.Pipeline.Reading;

public sealed class TimeRangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 14, 12, 34, 56, TimeSpan.Zero);

    [Theory]
    [InlineData("24h", 24, 3600)]
    [InlineData("7d", 28, 6 * 3600)]
    [InlineData("90d", 30, 3 * 86_400)]
    [InlineData(null, 24, 3600)]
    public void A_preset_ends_now_in_a_partial_bucket(string? name, int buckets, int seconds)
    {
        var range = TimeRange.Parse(name, Now)!;
        Assert.Equal((buckets, seconds, Now), (range.Buckets, range.BucketSeconds, range.To));
        Assert.Equal(0, range.From.ToUnixTimeSeconds() % seconds);
    }

    [Fact]
    public void A_preset_that_ends_on_a_boundary_shows_the_bucket_that_has_just_begun()
    {
        var boundary = new DateTimeOffset(2026, 11, 14, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(boundary.AddHours(-23), TimeRange.Parse("24h", boundary)!.From);
    }

    [Theory]
    [InlineData("2026-11-13T10:00Z..2026-11-13T14:00Z", 24, 600)]
    [InlineData("2026-11-13T10:00:10Z..2026-11-13T10:00:20Z", 1, 10)]
    [InlineData("2026-11-01T00:00Z..2026-11-08T00:00Z", 28, 6 * 3600)]
    [InlineData("2026-08-01T00:00Z..2026-11-01T00:00Z", 31, 3 * 86_400)]
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
