using Paddock.Engine.Http;

namespace Paddock.Tests.Engine;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("it's", @"'it\'s'")]
    [InlineData(@"end\", @"'end\\'")]
    [InlineData(@"\' OR 1", @"'\\\' OR 1'")]
    public void A_literal_ends_where_it_should(string value, string expected) => Assert.Equal(expected, SqlText.Literal(value));

    [Fact]
    public void An_identifier_ends_where_it_should() => Assert.Equal(@"`a\`b\\`", SqlText.Identifier(@"a`b\"));
}
