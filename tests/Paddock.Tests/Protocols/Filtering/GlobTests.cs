using System.Diagnostics;
using Paddock.Protocols.Filtering;

namespace Paddock.Tests.Protocols.Filtering;

public sealed class GlobTests
{
    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "ABC", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("abc", "xabc", false)]
    [InlineData("*", "", true)]
    [InlineData("a*", "a", true)]
    [InlineData("*a", "a", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("*b", "abab", true)]
    [InlineData("*ab*ab", "ab", false)]
    [InlineData("TypeError: *.foo is undefined", "TypeError: window.foo is undefined", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*?x", "ax", true)]
    [InlineData("*?x*", "x", false)]
    [InlineData("1.2.*", "1.2.3", true)]
    [InlineData("1.2.*", "1x2.3", false)]
    [InlineData("[abc]", "a", false)]
    [InlineData("[abc]", "[abc]", true)]
    public void A_pattern_is_for_the_whole_text(string pattern, string text, bool matches) => Assert.Equal(matches, new Glob(pattern).Matches(text));

    [Fact]
    public void The_worst_pattern_is_done_soon()
    {
        var glob = new Glob(string.Concat(Enumerable.Repeat("a?*", 65)) + "b");
        var text = new string('a', 100_000);
        var started = Stopwatch.GetTimestamp();
        for (var time = 0; time < 100; time++) Assert.False(glob.Matches(text));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
