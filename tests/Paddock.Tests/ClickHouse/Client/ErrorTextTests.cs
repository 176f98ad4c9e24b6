using Paddock.ClickHouse;

namespace Paddock.Tests.ClickHouse.Client;

public sealed class ErrorTextTests
{
    [Theory]
    [InlineData("Code: 60. DB::Exception: Unknown table 'x'. (UNKNOWN_TABLE) (version 26.7.2.1)", 60, "UNKNOWN_TABLE")]
    [InlineData("Code: 60. DB::Exception: Unknown table 'x'. (UNKNOWN_TABLE)\n", 60, "UNKNOWN_TABLE")]
    [InlineData("rows so far\nCode: 395. DB::Exception: bad (NOT THIS). (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)", 395, "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO")]
    [InlineData("Code: 62. DB::Exception: Syntax error: (, )", 62, "UNKNOWN")]
    [InlineData("Code: x", -1, "UNKNOWN")]
    [InlineData("))))((((", -1, "UNKNOWN")]
    [InlineData("", -1, "UNKNOWN")]
    public void Code_and_name_are_found(string text, int code, string name)
    {
        var error = ErrorText.Parse(text);
        Assert.Equal((code, name), (error.Code, error.Name));
        Assert.DoesNotContain("rows so far", error.Message);
    }

    [Fact]
    public void The_header_wins_over_the_text() => Assert.Equal(241, ErrorText.Parse("Code: 60. x", "241").Code);

    [Theory]
    [InlineData(0, true)]
    [InlineData(241, true)]
    [InlineData(252, true)]
    [InlineData(516, true)]
    [InlineData(-1, false)]
    [InlineData(33, false)]
    [InlineData(117, false)]
    [InlineData(469, false)]
    public void Only_faults_of_the_store_are_worth_another_try(int code, bool retryable) =>
        Assert.Equal(retryable, new ClickHouseException(code, "NAME", "message").IsRetryable);
}
