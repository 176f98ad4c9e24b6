using Paddock.Accounts;

namespace Paddock.Tests.Accounts;

public sealed class PasswordsTests
{
    [Fact]
    public void The_right_password_verifies_and_a_wrong_one_does_not()
    {
        var stored = Passwords.Hash("correct horse battery");
        Assert.True(Passwords.Verify("correct horse battery", stored));
        Assert.False(Passwords.Verify("correct horse batterz", stored));
    }

    [Fact]
    public void A_hash_says_how_it_was_made_and_is_salted()
    {
        var one = Passwords.Hash("the same password").Split('$');
        var other = Passwords.Hash("the same password").Split('$');
        Assert.Equal("pbkdf2-sha512", one[0]);
        Assert.True(int.Parse(one[1], null) >= 210_000);
        Assert.NotEqual(one[2], other[2]);
        Assert.NotEqual(one[3], other[3]);
    }

    [Fact]
    public void Nobody_has_no_password() => Assert.False(Passwords.Verify("whatever it is", stored: null));

    [Fact]
    public void A_hash_of_less_work_still_verifies_and_is_to_be_replaced()
    {
        // Made with Python: hashlib.pbkdf2_hmac('sha512', b'an old password', bytes(16), 1000, 32)
        const string old = "pbkdf2-sha512$1000$AAAAAAAAAAAAAAAAAAAAAA==$VPeNCtidUm9rJ5wivuvf8btg5yoFTlGAPbsQ4zRMkg8=";
        Assert.True(Passwords.Verify("an old password", old));
        Assert.True(Passwords.IsOutdated(old));
        Assert.False(Passwords.IsOutdated(Passwords.Hash("a new password")));
    }

    [Theory]
    [InlineData("123456789", true)]
    [InlineData("1234567890", false)]
    [InlineData("", true)]
    [InlineData("just words and nothing else", false)]
    public void Length_is_the_only_rule(string password, bool isRefused) => Assert.Equal(isRefused, Passwords.Problem(password) is not null);

    [Fact]
    public void A_megabyte_is_no_password() => Assert.NotNull(Passwords.Problem(new string('a', 1_000_000)));
}
