using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class EventTimeTests
{
    private const long Second = 1_000_000_000;

    private static readonly long Received = Timestamps.FromDateTimeOffset(Events.Received);

    [Fact]
    public void Without_a_time_of_its_own_an_event_has_the_time_it_was_sent_or_received()
    {
        using var received = Events.Parse("{}");
        using var sent = Parse("{}", TimeSpan.FromSeconds(-3));
        Assert.Equal(Received, received.TimeUnixNanoseconds);
        Assert.Equal(Received - (3 * Second), sent.TimeUnixNanoseconds);
    }

    [Fact]
    public void A_small_difference_is_the_networks()
    {
        using var parsed = Parse("""{"timestamp":"2026-11-23T01:01:00Z"}""", TimeSpan.FromSeconds(-54));
        Assert.False(parsed.Skewed);
        Assert.Equal(Timestamps.Parse("2026-11-23T01:01:00Z"), parsed.TimeUnixNanoseconds);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    [InlineData(-86400 * 365)]
    public void A_wrong_clock_is_corrected_and_the_original_kept(int seconds)
    {
        var original = Timestamps.FromDateTimeOffset(Events.Received.AddSeconds(seconds)) - (5 * Second);
        var text = Timestamps.Format(original);
        using var parsed = Parse($$"""{"timestamp":"{{text}}","breadcrumbs":[{"timestamp":"{{text}}"}]}""", TimeSpan.FromSeconds(seconds));
        Assert.True(parsed.Skewed);
        Assert.Equal(original, parsed.OriginalTimeUnixNanoseconds);
        Assert.Equal(Received - (5 * Second), parsed.TimeUnixNanoseconds);
        Assert.Equal("""[{"timestamp":"2026-11-23T01:01:58Z"}]""", Events.Text(parsed.Breadcrumbs));
    }

    [Theory]
    [InlineData("\"1970-01-01T00:00:00Z\"", 0L)]
    [InlineData("0", 0L)]
    [InlineData("\"2100-01-01T00:00:00Z\"", 4_102_444_800 * Second)]
    [InlineData("1e300", long.MaxValue)]
    [InlineData("\"nonsense\"", null)]
    [InlineData("{}", null)]
    public void Absurd_times_are_told_as_they_are_for_others_to_judge(string timestamp, long? expected)
    {
        using var parsed = Events.Parse($$"""{"timestamp":{{timestamp}}}""");
        Assert.Equal(expected ?? Received, parsed.TimeUnixNanoseconds);
    }

    [Fact]
    public void An_absurd_clock_does_not_overflow()
    {
        var context = Events.Context with { SentAt = DateTimeOffset.MinValue };
        using var parsed = Events.Parse("""{"timestamp":1e300}"""u8.ToArray(), context);
        Assert.Equal(long.MaxValue, parsed.TimeUnixNanoseconds);
    }

    private static ErrorEvent Parse(string json, TimeSpan clock) =>
        Events.Parse(Encoding.UTF8.GetBytes(json), Events.Context with { SentAt = Events.Received + clock });
}
