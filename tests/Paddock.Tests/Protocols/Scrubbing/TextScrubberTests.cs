using Paddock.Protocols.Scrubbing;

namespace Paddock.Tests.Protocols.Scrubbing;

public sealed class TextScrubberTests
{
    [Theory]
    [InlineData("login with password=hunter2 failed", "login with password=[Filtered] failed")]
    [InlineData("password = hunter2", "password = [Filtered]")]
    [InlineData("password:hunter2;user=ann", "password:[Filtered];user=ann")]
    [InlineData("Server=db;User Id=shop;Password=hunter2;", "Server=db;User Id=shop;Password=[Filtered];")]
    [InlineData("{'user': 'ann', 'password': 'hunter2', 'age': 3}", "{'user': 'ann', 'password': '[Filtered]', 'age': 3}")]
    [InlineData("{\"password\":\"hun\\\"ter2\",\"age\":3}", "{\"password\":\"[Filtered]\",\"age\":3}")]
    [InlineData("\"{\\\"password\\\":\\\"hunter2\\\",\\\"age\\\":3}\"", "\"{\\\"password\\\":\\\"[Filtered]\\\",\\\"age\\\":3}\"")]
    [InlineData("<QueryDict: {'password': ['hunter2', 'x'], 'age': ['3']}>", "<QueryDict: {'password': [Filtered], 'age': ['3']}>")]
    [InlineData("{:session_token=>\"abc\", :page=>2}", "{:session_token=>\"[Filtered]\", :page=>2}")]
    [InlineData("Token(secret={'a': {'b': 1}}, x=2)", "Token(secret=[Filtered], x=2)")]
    [InlineData("password%3Dhunter2%26age%3D3", "password%3D[Filtered]%26age%3D3")]
    [InlineData("%7B%22password%22%3A%22hunter2%22%2C%22age%22%3A3%7D", "%7B%22password%22%3A%22[Filtered]%22%2C%22age%22%3A3%7D")]
    [InlineData("user%5Bpassword%5D=hunter2&age=3", "user%5Bpassword%5D=[Filtered]&age=3")]
    [InlineData("user[password]=hunter2&age=3", "user[password]=[Filtered]&age=3")]
    [InlineData("curl -H 'Authorization: Bearer abc def' /x", "curl -H 'Authorization: [Filtered]' /x")]
    [InlineData("Authorization: Basic YW5uOmh1bnRlcjI=\r\nHost: x", "Authorization: [Filtered]\r\nHost: x")]
    [InlineData("Cookie: a=1; sessionid=2", "Cookie: [Filtered]")]
    [InlineData("token Bearer abc123.def-456 was refused", "token Bearer [Filtered] was refused")]
    [InlineData("sent Basic YW5uOmh1bnRlcjI= again", "sent Basic [Filtered] again")]
    [InlineData("run --password hunter2 --port 80", "run --password [Filtered] --port 80")]
    [InlineData("['run', '--api-key', 'hunter2', '--port']", "['run', '--api-key', '[Filtered]', '--port']")]
    [InlineData("UPDATE auth_user SET \"password\" = 'pbkdf2$x' WHERE id = 3", "UPDATE auth_user SET \"password\" = '[Filtered]' WHERE id = 3")]
    [InlineData("postgres://shop:p@ss@db:5432/shop", "postgres://[Filtered]@db:5432/shop")]
    [InlineData("cloning https://ghtoken@git.example.org/x", "cloning https://[Filtered]@git.example.org/x")]
    [InlineData("GET https://s3.example.org/a?X-Amz-Signature=abc&x=1", "GET https://s3.example.org/a?X-Amz-Signature=[Filtered]&x=1")]
    [InlineData("/maps?key=abc&z=1&sig=def#top", "/maps?key=[Filtered]&z=1&sig=[Filtered]#top")]
    [InlineData("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U end", "jwt [Filtered] end")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nrest", "[Filtered]\nrest")]
    [InlineData("key: -----BEGIN PRIVATE KEY-----\\nMIIEvQ", "key: [Filtered]")]
    [InlineData("charged 4242 4242 4242 4242 twice", "charged [Filtered] twice")]
    [InlineData("4242-4242-4242-4242 12/27", "[Filtered] 12/27")]
    [InlineData("amex 378282246310005.", "amex [Filtered].")]
    [InlineData("from 203.0.113.9:443 and 2001:db8::9", "from [Filtered]:443 and [Filtered]")]
    [InlineData("ghp_0123456789abcdefghijklmnop pushed", "[Filtered] pushed")]
    [InlineData("GET https://shop.example.org/a/ann@example.org/b?to=bob%40example.org&x=1 by eve@example.org", "GET https://shop.example.org/a/[Filtered]/b?to=[Filtered]&x=1 by eve@example.org")]
    [InlineData("https://a.example/?next=https://b.example/?e=ann@example.org#ann@example.org", "https://a.example/?next=https://b.example/?e=[Filtered]#[Filtered]")]
    [InlineData("https://a.example/?token=abc&e=ann@example.org&e=ann@example.org&key=def", "https://a.example/?token=[Filtered]&e=[Filtered]&e=[Filtered]&key=[Filtered]")]
    public void Secrets_are_cut_out_of_prose(string text, string expected)
    {
        Assert.Equal(expected, Scrub(text, TextKind.Prose));
        Assert.Equal(expected, Scrub(expected, TextKind.Prose));
    }

    [Theory]
    [InlineData("the author of the book is Ann")]
    [InlineData("AuthenticationError: invalid user")]
    [InlineData("wrong password")]
    [InlineData("SELECT \"auth_user\".\"id\", \"auth_user\".\"password\" FROM \"auth_user\"")]
    [InlineData("django.contrib.auth.middleware")]
    [InlineData("GET /auth/login/ 200")]
    [InlineData("Auth::Token#find")]
    [InlineData("password=None")]
    [InlineData("token: null")]
    [InlineData("token=''")]
    [InlineData("password=********")]
    [InlineData("connection to 127.0.0.1:5432 refused")]
    [InlineData("upstream 10.1.2.3 and 192.168.0.7 and 172.20.1.1 timed out")]
    [InlineData("Mozilla/5.0 Chrome/120.0.0.0 Safari/537.36")]
    [InlineData("Shop.Web, Version=5.0.0.0, Culture=neutral")]
    [InlineData("v1.2.3.4")]
    [InlineData("4242 4242 4242 4241 is no card")]
    [InlineData("id 1795395723123456789")]
    [InlineData("0.4242424242424242")]
    [InlineData("at 12:30:45 on 2026-11-23")]
    [InlineData("std::abc::def and x[::2]")]
    [InlineData("the bearer of bad news")]
    [InlineData("basic knowledge: none")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----")]
    [InlineData("mail ann@example.org")]
    [InlineData("https://example.org/a@b")]
    [InlineData("https://cdn.example.org/npm/lib@2.min.js, npm/lib@3.7.1/x and ann@example.org")]
    [InlineData("https://example.org failed for ann@example.org")]
    [InlineData("")]
    public void What_is_no_secret_stays_readable(string text) => Assert.Equal(text, Scrub(text, TextKind.Prose));

    [Theory]
    [InlineData("my password is hunter2", TextScrubber.Filtered)]
    [InlineData("s3cr3t and secret things", TextScrubber.Filtered)]
    [InlineData("/reset-password/4f6cd2/", TextScrubber.Filtered)]
    [InlineData("token refreshed", "token refreshed")]
    [InlineData("<function check_password at 0x7f3a>", "<function check_password at 0x7f3a>")]
    [InlineData("<shop.auth.AuthBackend object at 0x7f3a>", "<shop.auth.AuthBackend object at 0x7f3a>")]
    [InlineData("<WSGIRequest: GET '/auth/login/'>", "<WSGIRequest: GET '/auth/login/'>")]
    [InlineData("'django.contrib.auth.middleware.AuthenticationMiddleware'", "'django.contrib.auth.middleware.AuthenticationMiddleware'")]
    [InlineData("{'password': 'hunter2', 'age': 3}", "{'password': '[Filtered]', 'age': 3}")]
    public void Data_that_mentions_a_secret_goes_whole_unless_its_shape_shows_where_it_is(string text, string expected)
    {
        Assert.Equal(expected, Scrub(text, TextKind.Data));
        Assert.Equal(expected, Scrub(expected, TextKind.Data));
    }

    [Theory]
    [InlineData("password = request.POST['password']", "password = request.POST['password']")]
    [InlineData("SECRET_KEY = 'django-insecure-1'", "SECRET_KEY = '[Filtered]'")]
    [InlineData("api_key: str = None, token=\"abc\"", "api_key: str = None, token=\"[Filtered]\"")]
    [InlineData("self.password = password", "self.password = password")]
    [InlineData("url = 'https://ann:pw@example.org/?token=abc'", "url = 'https://[Filtered]@example.org/?token=[Filtered]'")]
    [InlineData("secret = b'abc'", "secret = b'[Filtered]'")]
    [InlineData("token = \"\"\"abc", "token = \"\"\"[Filtered]")]
    public void In_source_only_literals_are_values(string line, string expected) => Assert.Equal(expected, Scrub(line, TextKind.Code));

    [Theory]
    [InlineData('(')]
    [InlineData('"')]
    [InlineData('=')]
    [InlineData('.')]
    [InlineData('4')]
    [InlineData(':')]
    [InlineData('\\')]
    public void Long_hostile_text_takes_linear_time(char filler)
    {
        var scrubber = new TextScrubber();
        foreach (var seed in new[] { "password=" + filler, "eyJ" + filler, "://" + filler, "-----BEGIN" + filler, "4 ", "a:" + filler, "--token " + filler,
            "/auth/" + filler, "GHP_" + filler, "EYJ" + filler, "'auth': " + filler, "bearer " + filler, "?key=" + filler, "2001:" + filler, "1." + filler, "%3Dtoken" + filler })
        {
            var text = string.Concat(Enumerable.Repeat(seed, 200_000 / seed.Length)) + new string(filler, 50_000);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            scrubber.Scrub(text, TextKind.Data, out _);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{watch.Elapsed} for {seed}");
        }
    }

    private static string Scrub(string text, TextKind kind) => new TextScrubber().Scrub(text, kind, out _).ToString();
}
