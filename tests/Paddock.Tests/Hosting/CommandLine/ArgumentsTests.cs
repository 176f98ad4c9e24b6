using Paddock.Hosting.CommandLine;

namespace Paddock.Tests.Hosting.CommandLine;

public sealed class ArgumentsTests
{
    [Fact]
    public void Options_stand_anywhere_with_a_space_or_an_equals_sign()
    {
        var arguments = Read("--data", "/srv/x", "My site", "--json", "--domain=shop.example.org");
        Assert.Null(arguments.Problem);
        Assert.Equal(["My site"], arguments.Words);
        Assert.Equal("/srv/x", arguments["data"]);
        Assert.Equal("shop.example.org", arguments["domain"]);
        Assert.True(arguments.Has("json"));
    }

    [Theory]
    [InlineData("There is no option --colour here.", "--colour")]
    [InlineData("--data needs a value.", "--data")]
    [InlineData("--json takes no value.", "--json=yes")]
    public void What_cannot_be_understood_is_said(string problem, string argument) => Assert.Equal(problem, Read(argument).Problem);

    private static Arguments Read(params string[] given) => Arguments.Read(given, ["data", "domain"], ["json"]);
}
