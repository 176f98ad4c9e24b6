using CsCheck;
using Paddock.Links;
using Paddock.Signals.Product;

namespace Paddock.Tests.Links;

public sealed class ShareDifferenceTests
{
    // Table II of Newcombe, Statistics in Medicine 17 (1998), 873-890: his method 10 at 95 %.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void It_is_Newcombes_hybrid_score(ulong part1, ulong all1, ulong part0, ulong all0, double low, double high)
    {
        var difference = ShareDifference.Of(part1, all1, part0, all0, Proportion.Z95)!.Value;
        Assert.Equal((low, high), (Math.Round(difference.Low, 4), Math.Round(difference.High, 4)));
    }

    [Fact]
    public void Of_nothing_there_is_none() => Assert.Null(ShareDifference.Of(0, 0, 1, 2));

    [Fact]
    public void Turned_round_it_has_the_other_sign() =>
        Gen.Select(Gen.ULong[1, 1000], Gen.ULong[1, 1000], Gen.Double[0, 1], Gen.Double[0, 1]).Sample(static (all1, all0, share1, share0) =>
        {
            var (part1, part0) = ((ulong)(all1 * share1), (ulong)(all0 * share0));
            var (one, other) = (ShareDifference.Of(part1, all1, part0, all0)!.Value, ShareDifference.Of(part0, all0, part1, all1)!.Value);
            Assert.Equal((-other.Value, -other.High, -other.Low, other.Sure), (one.Value, one.Low, one.High, one.Sure));
            Assert.InRange(one.Value, one.Low, one.High);
        });
}
