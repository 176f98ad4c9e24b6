using System.Text;
using Paddock.Accounts.SecondFactor;

namespace Paddock.Tests.Accounts;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B, for SHA-1; the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long time, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(time))));

    [Theory]
    [InlineData(0, true)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void A_clock_may_differ_by_half_a_minute(int seconds, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.Code(Secret, Totp.StepAt(now.AddSeconds(seconds)));
        Assert.Equal(isTaken, Totp.Verify(Secret, code, now, after: 0) is not null);
    }

    [Fact]
    public void A_code_is_taken_once_and_none_before_it()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.StepAt(now);
        Assert.Equal(step, Totp.Verify(Secret, Totp.Code(Secret, step), now, after: step - 1));
        Assert.Null(Totp.Verify(Secret, Totp.Code(Secret, step), now, after: step));
        Assert.Null(Totp.Verify(Secret, Totp.Code(Secret, step - 1), now, after: step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870820")]
    [InlineData("28708２")]
    public void What_is_no_code_is_wrong(string code) => Assert.Null(Totp.Verify(Secret, code, DateTimeOffset.FromUnixTimeSeconds(59), after: 0));

    /// <summary>RFC 4648, section 10, without its padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base_32_is_that_of_the_standard(string text, string expected) => Assert.Equal(expected, Totp.Base32(Encoding.ASCII.GetBytes(text)));
}
