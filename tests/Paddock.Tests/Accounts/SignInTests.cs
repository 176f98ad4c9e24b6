using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;

namespace Paddock.Tests.Accounts;

public sealed class SignInTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_link_makes_the_administrator_and_signs_in()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var user = (await ann.ReadJsonAsync("/api/v1/session")).GetProperty("user");
        Assert.Equal(Visitor.Email, user.GetProperty("email").GetString());
        Assert.True(user.GetProperty("isAdministrator").GetBoolean());
    }

    [Fact]
    public async Task Only_hashes_of_secrets_are_stored()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var session = await installation.Store.ReadAsync((db, stop) => db.Sessions.SingleAsync(stop), Cancellation);
        Assert.Equal(Secrets.Hash(ann.Session!), session.TokenHash);
        var password = await installation.Store.ReadAsync((db, stop) => db.Users.Select(row => row.PasswordHash).SingleAsync(stop), Cancellation);
        Assert.DoesNotContain(Visitor.Password, password, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "; secure")]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites(bool isBehindTls, string secure)
    {
        await using var installation = await Installation.StartAsync();
        using (await installation.VisitAsAdministratorAsync())
        {
            using var ann = installation.Visit();
            await ann.ReadAsync("/sign-in");
            installation.IsBehindTls = isBehindTls;
            using var answer = await ann.SignInAsync();
            var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("paddock_session=", StringComparison.Ordinal));
            Assert.Matches($"^paddock_session=[\\w-]{{43}}; max-age=5184000; path=/{secure}; samesite=lax; httponly$", cookie);
        }
    }

    [Fact]
    public async Task The_cookie_is_secure_behind_a_proxy_that_does_not_say_so()
    {
        await using var installation = await Installation.StartAsync(("BaseUrl", "https://paddock.example.org"));
        using var visitor = installation.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "paddock.example.org";
        using var behind = await visitor.SendAsync(request);
        Assert.Contains("; secure;", behind.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        using var direct = await visitor.GetAsync("/sign-in");
        Assert.DoesNotContain("; secure;", direct.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_always_gets_a_new_session_and_ends_the_one_before()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var before = ann.Session!;
        using var page = await ann.SignInWithOpenSessionAsync();
        Assert.Equal(HttpStatusCode.SeeOther, page.StatusCode);
        Assert.NotEqual(before, ann.Session);
        Assert.Equal([Secrets.Hash(ann.Session!)], await installation.Store.ReadAsync((db, stop) => db.Sessions.Select(row => row.TokenHash).ToListAsync(stop), Cancellation));
    }

    [Fact]
    public async Task A_session_that_somebody_planted_stays_worthless()
    {
        await using var installation = await Installation.StartAsync();
        using (await installation.VisitAsAdministratorAsync())
        {
            using var ann = installation.Visit();
            var planted = new string('A', 43);
            ann.Cookies.Add(installation.Address, new Cookie("paddock_session", planted));
            using var answer = await ann.SignInAsync();
            Assert.NotEqual(planted, ann.Session);
            using var thief = installation.Visit();
            thief.Cookies.Add(installation.Address, new Cookie("paddock_session", planted));
            using var refused = await thief.GetAsync("/api/v1/session");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        await using var installation = await Installation.StartAsync();
        using (await installation.VisitAsAdministratorAsync())
        {
            using var visitor = installation.Visit();
            using var wrong = await visitor.SignInAsync(password: "a horse in a stable");
            using var unknown = await visitor.SignInAsync(email: "bob@example.org");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
            Assert.Equal(
                await wrong.Content.ReadAsStringAsync(Cancellation),
                (await unknown.Content.ReadAsStringAsync(Cancellation)).Replace("bob@example.org", Visitor.Email, StringComparison.Ordinal));
            Assert.Null(visitor.Session);
        }
    }

    [Fact]
    public async Task Case_and_spaces_of_the_address_do_not_matter()
    {
        await using var installation = await Installation.StartAsync();
        using (await installation.VisitAsAdministratorAsync())
        {
            using var ann = installation.Visit();
            using var answer = await ann.SignInAsync(email: "  Ann@Example.ORG ");
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Too_many_tries_are_told_when_to_come_back_even_with_the_right_password()
    {
        await using var installation = await Installation.StartAsync();
        using (await installation.VisitAsAdministratorAsync())
        {
            using var visitor = installation.Visit();
            for (var number = 0; number < 10; number++)
                (await visitor.SignInAsync(password: "not the password")).Dispose();
            using var limited = await visitor.SignInAsync();
            Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(30), limited.Headers.RetryAfter!.Delta);
            installation.Clock.Advance(TimeSpan.FromSeconds(30));
            using var answer = await visitor.SignInAsync();
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Strangers_who_guess_keep_nobody_out_who_is_signed_in_somewhere()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var attempts = installation.Get<SignInAttempts>();
        for (var number = 0; number < 101; number++)
            attempts.Begin(Visitor.Email, IPAddress.Parse($"192.0.2.{number}"), hasOpenSession: false);
        using var stranger = installation.Visit();
        using var refused = await stranger.SignInAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using var answer = await ann.SignInWithOpenSessionAsync();
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "email=a&password=b")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "email=a&password=b")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=email\r\nContent-Type: text/plain; charset=utf-7\r\n\r\na\r\n--x--\r\n")]
    [InlineData("multipart/form-data", "email=a")]
    public async Task A_form_that_cannot_be_read_is_no_fault_of_ours(string type, string body)
    {
        await using var installation = await Installation.StartAsync();
        using var visitor = installation.Visit();
        foreach (var path in (string[])["/sign-in", "/sign-out"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await visitor.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData(13, 13, true)]
    [InlineData(15, 0, false)]
    public async Task A_session_ends_when_it_is_not_used(int days, int more, bool lives)
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        foreach (var span in (int[])[days, more])
        {
            installation.Clock.Advance(TimeSpan.FromDays(span));
            using var answer = await ann.GetAsync("/api/v1/session");
            Assert.Equal(lives ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_session_ends_after_sixty_days_however_much_it_is_used()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        for (var days = 10; days < 60; days += 10)
        {
            installation.Clock.Advance(TimeSpan.FromDays(10));
            await ann.ReadJsonAsync("/api/v1/session");
        }

        installation.Clock.Advance(TimeSpan.FromDays(10));
        using var answer = await ann.GetAsync("/api/v1/session");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/p/shop/errors?range=7d", "/p/shop/errors?range=7d")]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    public async Task A_sign_in_leads_to_a_page_of_ours(string next, string location)
    {
        await using var installation = await Installation.StartAsync();
        using (await installation.VisitAsAdministratorAsync())
        {
            using var ann = installation.Visit();
            using var answer = await ann.SubmitAsync("/sign-in?next=" + Uri.EscapeDataString(next), ("email", Visitor.Email), ("password", Visitor.Password));
            Assert.Equal(location, answer.Headers.Location!.OriginalString);
            using var again = await ann.GetAsync("/sign-in?next=" + Uri.EscapeDataString(next));
            Assert.Equal(location, again.Headers.Location!.OriginalString);
        }
    }

    [Fact]
    public async Task A_form_sends_the_path_it_was_given_only_through_the_same_check()
    {
        await using var installation = await Installation.StartAsync();
        using (await installation.VisitAsAdministratorAsync())
        {
            using var ann = installation.Visit();
            using var answer = await ann.SubmitAsync("/sign-in", ("email", Visitor.Email), ("password", Visitor.Password), ("next", @"/\evil.example"));
            Assert.Equal("/", answer.Headers.Location!.OriginalString);
        }
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var token = ann.Session!;
        using var answer = await ann.SubmitAsync("/sign-out");
        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Null(ann.Session);
        Assert.Null(await installation.Get<Sessions>().FindAsync(token, Cancellation));
    }
}
