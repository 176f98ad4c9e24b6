using Paddock.Signals.Errors;

namespace Paddock.Tests.Signals.Errors;

/// <summary>Which events open a resolved issue again: the rule of decision 22, case by case.</summary>
public sealed class ReleaseLineageTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    // "1.0 live 3": release, environment, hour of its first record. The event: release, environment, hour; "-" is none.
    [Theory]
    // Versions: their numbers tell, whatever was deployed when.
    [InlineData("release", "2.0", "1.9 live 1, 2.0 live 2", "1.9 live 9", false)]
    [InlineData("release", "2.0", "1.9 live 1, 2.0 live 2", "2.0 live 9", true)]
    [InlineData("release", "2.0", "1.9 live 1, 2.0 live 2", "2.1 live 9", true)]
    [InlineData("next", "2.0", "1.9 live 1, 2.0 live 2", "2.0 live 9", false)]
    [InlineData("next", "2.0", "1.9 live 1, 2.0 live 2", "2.0.1 live 9", true)]
    [InlineData("release", "2.5.0", "2.4.7 live 1, 2.5.0 live 2", "2.4.8 live 9", false)] // an old line's own fix, younger than the fix
    [InlineData("release", "2.0", "2.0 test 2, 1.9 live 1", "1.9 live 9", false)] // the old one is still live
    [InlineData("release", "2.0", "", "2.1 live 9", true)] // nothing is known but the names
    [InlineData("release", "shop@2.0", "shop@1.0 live 1, shop@2.0 live 2", "shop@2.0-rc.1 live 9", false)]
    [InlineData("release", "shop@2.0", "shop@2.0 live 2, worker@1.0 live 1", "worker@1.0 live 9", false)] // another package: by its time
    [InlineData("release", "shop@2.0", "shop@2.0 live 2, worker@1.1 live 3", "worker@1.1 live 9", true)]
    // Names that say nothing: what was first seen later, where both ran.
    [InlineData("release", "b2", "a1 live 1, b2 live 2", "a1 live 9", false)]
    [InlineData("release", "b2", "a1 live 1, b2 live 2", "b2 live 9", true)]
    [InlineData("release", "b2", "a1 live 1, b2 live 2, c3 live 3", "c3 live 9", true)]
    [InlineData("release", "b2", "a1 live 1, b2 live 2", "c3 live 9", true)] // the event is the first of its release
    [InlineData("next", "b2", "a1 live 1, b2 live 2", "b2 live 9", false)]
    [InlineData("release", "b2", "a1 live 1, b2 live 2", "a1 live 30", false)] // rolled back
    [InlineData("release", "b2", "a1 test 1, b2 test 2, a1 live 3", "a1 live 9", false)] // the fix is not live yet
    [InlineData("release", "b2", "b2 test 2, h9 live 5", "h9 live 9", false)] // built elsewhere: never ran beside the fix
    [InlineData("release", "b2", "b2 test 2, c3 test 3, c3 live 5", "c3 live 9", true)] // went the fix's way, b2 itself was never live
    [InlineData("release", "b2", "", "a1 live 9", false)] // the fix was never seen
    // Without a release: whether anything with the fix had reached the environment.
    [InlineData("release", "2.0", "1.9 live 1, 2.0 test 2", "- live 9", false)]
    [InlineData("release", "2.0", "1.9 live 1, 2.0 test 2", "- test 9", true)]
    [InlineData("release", "2.0", "1.9 live 1, 2.1 live 12", "- live 9", false)] // it came later than the event
    [InlineData("release", "b2", "b2 test 2, c3 test 3, c3 live 5", "- live 9", true)]
    [InlineData("next", "b2", "a1 live 1, b2 live 2", "- live 9", false)]
    public void An_event_opens_it_again_only_where_the_fix_is(string fixIn, string fix, string seen, string happened, bool expected) =>
        Assert.Equal(expected, Lineage(seen).HasFix(fix, fixIn == "release", Sighting(happened)));

    [Theory]
    [InlineData("", null)]
    [InlineData("1.0 live 1, 1.1 live 2", "1.1")]
    [InlineData("1.0 live 3, 1.1 live 2", "1.1")] // 1.0 came back, or late
    [InlineData("2.0 live 1, 1.9.1 live 2", "2.0")] // an old line's fix
    [InlineData("a1 live 1, b2 live 2, a1 test 3", "b2")]
    [InlineData("worker@9.0 live 1, shop@1.0 live 2", "shop@1.0")]
    public void The_newest_release_is_known(string seen, string? expected) => Assert.Equal(expected, Lineage(seen).Newest());

    [Theory]
    [InlineData("1.2", "1.10")]
    [InlineData("1.2", "1.2.1")]
    [InlineData("shop@1.2.3-alpha.2", "shop@1.2.3-alpha.10")]
    [InlineData("1.2.3-alpha", "1.2.3-beta")]
    [InlineData("1.2.3-1", "1.2.3-alpha")]
    [InlineData("1.2.3-alpha", "1.2.3-alpha.1")]
    [InlineData("1.2.3-rc.1", "1.2.3")]
    [InlineData("v1.2+7", "1.2+12")]
    [InlineData("2026.11.9", "2026.11.10")]
    public void Versions_have_an_order(string older, string newer)
    {
        Assert.True(ReleaseVersion.TryParse(older, out var one) && ReleaseVersion.TryParse(newer, out var two) && one.CompareTo(two) < 0 && two.CompareTo(one) > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("3f2a9c1")]
    [InlineData("1.2.x")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1..2")]
    [InlineData("1.99999999999")]
    [InlineData("shop@")]
    public void Other_names_are_no_versions(string release) => Assert.False(ReleaseVersion.TryParse(release, out _));

    private static ReleaseLineage Lineage(string text) => new(text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Sighting));

    private static ReleaseSighting Sighting(string text) =>
        text.Split(' ') is [var release, var environment, var hour] ? new(release == "-" ? "" : release, environment, Start.AddHours(int.Parse(hour, System.Globalization.CultureInfo.InvariantCulture))) : default;
}
