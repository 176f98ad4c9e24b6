using Paddock.Alerting.Trackers;

namespace Paddock.Tests.Alerting;

public sealed class TicketRuleTests
{
    [Theory]
    [InlineData("resolved", false, true)]
    [InlineData("resolved", true, null)]
    [InlineData("unresolved", true, false)]
    [InlineData("unresolved", false, null)]
    [InlineData("archived", false, null)]
    [InlineData("archived", true, null)]
    public void A_ticket_follows_its_issue(string issue, bool isClosed, bool? wanted) => Assert.Equal(wanted, TicketRule.There(issue, isClosed));

    [Theory]
    [InlineData("unresolved", false, true, "resolved")]
    [InlineData("resolved", true, false, "unresolved")]
    [InlineData("unresolved", true, true, null)]
    [InlineData("unresolved", true, false, null)]
    [InlineData("resolved", false, true, null)]
    [InlineData("resolved", false, false, null)]
    [InlineData("archived", false, true, null)]
    [InlineData("archived", true, false, null)]
    public void An_issue_follows_what_changed_in_its_ticket(string issue, bool wasClosed, bool isClosed, string? wanted) => Assert.Equal(wanted, TicketRule.Here(issue, wasClosed, isClosed));

    [Theory]
    [InlineData("12", "12")]
    [InlineData(" #12 ", "12")]
    [InlineData("https://github.com/acme/shop/issues/12", "12")]
    [InlineData("https://github.com/Acme/Shop/issues/12?x=1#issuecomment-9", "12")]
    [InlineData("https://github.com/acme/shop/issues/12/", "12")]
    [InlineData("https://github.com/acme/shop/pull/12", null)]
    [InlineData("https://github.com/acme/other/issues/12", null)]
    [InlineData("012", null)]
    [InlineData("12/../13", "13")]
    [InlineData("twelve", null)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999999999999", null)]
    public void A_number_is_read_from_what_people_paste(string pasted, string? key) => Assert.Equal(key, PastedKey.Number(pasted, "/acme/shop/issues/"));

    [Theory]
    [InlineData("acme/shop", true)]
    [InlineData("acme/shop.js", true)]
    [InlineData("acme", false)]
    [InlineData("acme/shop/x", false)]
    [InlineData("acme/..", false)]
    [InlineData("./shop", false)]
    [InlineData("acme/", false)]
    [InlineData("acme/sh%2fop", false)]
    [InlineData("acme/shop?x", false)]
    public void A_place_is_two_names(string place, bool isOne) => Assert.Equal(isOne, PastedKey.IsPath(place, 2, 2));
}
