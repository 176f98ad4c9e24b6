using CsCheck;
using Paddock.Signals.Monitoring;

namespace Paddock.Tests.Signals.Monitoring;

public sealed class DecimalNumberTests
{
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(7, 0, 7, 0)]
    [InlineData(-2.5, 0, -25, 1)]
    [InlineData(150.12, 0, 15012, 2)]
    [InlineData(150.1, 2, 15010, 2)] // the digits of its series
    [InlineData(9007199254740992, 0, 9007199254740992, 0)]
    [InlineData(9007199254740990, 3, 9007199254740990, 0)] // too large for them
    [InlineData(0.000000001, 0, 1, 9)]
    public void A_number_keeps_the_digits_of_its_series(double value, int digits, long mantissa, byte kept) =>
        Assert.Equal(new DecimalNumber(mantissa, kept), DecimalNumber.Of(value, digits));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(1.0 / 3)]
    [InlineData(Math.PI)]
    public void What_is_no_decimal_number_stays_a_double(double value) => Assert.Null(DecimalNumber.Of(value, 2));

    [Fact]
    public void It_is_the_very_same_double() =>
        Gen.Select(Gen.OneOf(Gen.Double, Gen.Double[-1e6, 1e6], Gen.Select(Gen.Long[-99_999_999, 99_999_999], Gen.Int[0, 9], static (whole, digits) => whole / Math.Pow(10, digits))), Gen.Int[0, 9])
            .Sample(static (value, digits) => DecimalNumber.Of(value, digits) is not { } number || number.Mantissa / Math.Pow(10, number.Digits) == value);

    [Fact]
    public void What_has_few_digits_is_one() =>
        Gen.Select(Gen.Long[-99_999_999, 99_999_999], Gen.Int[0, 9], Gen.Int[0, 9])
            .Sample(static (whole, digits, ofSeries) => DecimalNumber.Of(double.Parse($"{whole}e-{digits}"), ofSeries) is not null);
}
