using CsCheck;
using Paddock.Pages;

namespace Paddock.Tests.Pages;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/p/shop/errors")]
    [InlineData("/p/shop/errors/12?event=latest&range=7d#stack")]
    [InlineData("/a//b")]
    [InlineData("/%2f/b")]
    public void A_path_of_ours_is_kept(string next) => Assert.Equal(next, LocalPath.OrHome(next));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("p/shop")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    [InlineData("\t//evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("https:/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\u2028/evil.example")]
    public void Anything_else_leads_home(string? next) => Assert.Equal("/", LocalPath.OrHome(next));

    [Fact]
    public void No_text_ever_leads_to_another_site() =>
        Gen.Char["/\\:.@?#ab\t\r\n %évil"].Array[0, 8].Select(characters => new string(characters)).Sample(next =>
        {
            // As a browser resolves it: tabs and line ends are dropped, backslashes are slashes.
            var read = string.Concat(LocalPath.OrHome(next).Where(character => character is not ('\t' or '\r' or '\n'))).Replace('\\', '/');
            return new Uri(new Uri("http://paddock.test/"), read).Authority == "paddock.test";
        }, iter: 20_000);
}
