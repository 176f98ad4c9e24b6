using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class TimestampsTests
{
    private const long Second = 1_795_395_723;

    [Theory]
    [InlineData("2026-11-23T01:02:03Z", 0)]
    [InlineData("2026-11-23T01:02:03", 0)]
    [InlineData("2026-11-23 01:02:03", 0)]
    [InlineData("2026-11-23t01:02:03z", 0)]
    [InlineData("2026-11-23T02:02:03+01:00", 0)]
    [InlineData("2026-11-22T19:32:03-0530", 0)]
    [InlineData("2026-11-23T03:02:03+02", 0)]
    [InlineData("2026-11-23T01:02:03 UTC", 0)]
    [InlineData("2026-11-23T01:02:03.5Z", 500_000_000)]
    [InlineData("2026-11-23T01:02:03.123456Z", 123_456_000)]
    [InlineData("2026-11-23T01:02:03.123456789Z", 123_456_789)]
    [InlineData("2026-11-23T01:02:03.123456789123Z", 123_456_789)]
    [InlineData("1795395723", 0)]
    [InlineData("1795395723.123456", 123_456_000)]
    [InlineData("1.795395723e9", 0)]
    public void Every_form_of_the_same_second(string text, long nanoseconds) => Assert.Equal((Second * 1_000_000_000) + nanoseconds, Timestamps.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("2026-11-23T25:00:00Z")]
    [InlineData("2026-11-23")]
    [InlineData("2026-11-23T01:02:03.Z")]
    [InlineData("2026-11-23T01:02:03+")]
    [InlineData("2026-11-23T01:02:03+0x:00")]
    [InlineData("NaN")]
    public void Anything_else_is_no_time(string text) => Assert.Null(Timestamps.Parse(text));

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0L)]
    [InlineData("0001-01-01T00:00:00Z", long.MinValue)]
    [InlineData("9999-12-31T23:59:59Z", long.MaxValue)]
    [InlineData("1e300", long.MaxValue)]
    [InlineData("-1e300", long.MinValue)]
    [InlineData("99999999999999999999", long.MaxValue)]
    [InlineData("-1.5", -1_500_000_000L)]
    public void Times_out_of_reach_become_the_nearest_within(string text, long nanoseconds) => Assert.Equal(nanoseconds, Timestamps.Parse(text));

    [Fact]
    public void A_leap_second_is_the_second_after() => Assert.Equal(Timestamps.Parse("2017-01-01T00:00:00Z"), Timestamps.Parse("2016-12-31T23:59:60Z"));
}
