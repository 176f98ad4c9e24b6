using Paddock.Protocols.Scrubbing;

namespace Paddock.Tests.Protocols.Script;

public sealed class PublicTextTests
{
    [Theory]
    [InlineData("Mail to ann.lee+shop@example.co.uk now", "Mail to [Filtered] now")]
    [InlineData("ann@example.org, bob@example.org", "[Filtered], [Filtered]")]
    [InlineData("müller@straße.example", "[Filtered]")]
    [InlineData("Follow @paddock at 10:30", "Follow @paddock at 10:30")]
    [InlineData("logo@2x.png", "[Filtered]")] // no way to tell it from an address
    [InlineData("react@18.2.0", "react@18.2.0")]
    [InlineData("Call +49 30 901820 today", "Call [Filtered] today")]
    [InlineData("tel +1 (415) 555-2671.", "tel [Filtered].")]
    [InlineData("(415) 555-2671", "[Filtered]")]
    [InlineData("415-555-2671", "[Filtered]")]
    [InlineData("0049 30 901820", "[Filtered]")]
    [InlineData("0171 2345678", "[Filtered]")]
    [InlineData("Order 1234567890", "Order 1234567890")]
    [InlineData("2026-11-23 10:15", "2026-11-23 10:15")]
    [InlineData("From 1.5 to 2.5 GB in 10 minutes", "From 1.5 to 2.5 GB in 10 minutes")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("4111 1111 1111 1111", "[Filtered]")]
    [InlineData("Your token=abcdef123456", "Your token=[Filtered]")]
    public void What_names_a_person_is_cut_out_of_text(string text, string expected) =>
        Assert.Equal(expected, new PublicText().Scrub(text, TextKind.Prose).ToString());

    [Theory]
    [InlineData("/product/fly-mask/", "/product/fly-mask/")]
    [InlineData("/orders/550e8400-e29b-41d4-a716-446655440000", "/orders/550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("/2026/11/23/the-best-saddles-of-2026", "/2026/11/23/the-best-saddles-of-2026")]
    [InlineData("/accounts/reset/MQ/c6z8yf-0e9cba4b7fe2ff4f9f31d0ff2e6d3d7a/", "/accounts/reset/[Filtered]/[Filtered]/")]
    [InlineData("/accounts/password_reset/done/", "/accounts/password_reset/done/")]
    [InlineData("/invite/x7Gh2", "/invite/[Filtered]")]
    [InlineData("/share/9f86d081884c7d659a2feaa0c55ad015", "/share/[Filtered]")]
    [InlineData("/u/ann@example.org/orders", "/u/[Filtered]/orders")]
    [InlineData("/call/+49 30 901820", "/call/[Filtered]")]
    [InlineData("/authors/tolkien/Hobbit1", "/authors/tolkien/Hobbit1")]
    public void What_only_the_link_opens_is_cut_out_of_paths(string path, string expected) =>
        Assert.Equal(expected, new PublicText().ScrubPath(path).ToString());
}
