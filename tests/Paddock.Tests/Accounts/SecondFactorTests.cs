using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.SecondFactor;
using Paddock.Hosting.CommandLine;

namespace Paddock.Tests.Accounts;

public sealed class SecondFactorTests
{
    private const string Path = "/api/v1/session/second-factor";
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_password_a_code_is_asked_for_and_works_once()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var (secret, _) = await SwitchOnAsync(installation, ann);
        using var elsewhere = installation.Visit();
        using var password = await elsewhere.SignInAsync();
        Assert.Equal("/sign-in/code?next=%2F", password.Headers.Location?.ToString());
        Assert.Null(elsewhere.Session);
        using var early = await elsewhere.GetAsync("/api/v1/session");
        Assert.Equal(HttpStatusCode.Unauthorized, early.StatusCode);

        using var wrong = await EnterAsync(elsewhere, "000000");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        installation.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = Code(installation, secret);
        using var right = await EnterAsync(elsewhere, code);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (right.StatusCode, right.Headers.Location?.ToString()));
        Assert.Equal(Visitor.Email, (await elsewhere.ReadJsonAsync("/api/v1/session")).GetProperty("user").GetProperty("email").GetString());

        using var thief = installation.Visit();
        (await thief.SignInAsync()).Dispose();
        using var again = await EnterAsync(thief, code);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task Each_recovery_code_works_once_in_place_of_the_app()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var (_, recovery) = await SwitchOnAsync(installation, ann);
        Assert.Equal(10, recovery.Distinct().Count());
        foreach (var expected in (HttpStatusCode[])[HttpStatusCode.SeeOther, HttpStatusCode.Unauthorized])
        {
            using var visitor = installation.Visit();
            (await visitor.SignInAsync()).Dispose();
            using var answer = await EnterAsync(visitor, recovery[0].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal));
            Assert.Equal(expected, answer.StatusCode);
        }
        Assert.Equal(9, (await ann.ReadJsonAsync(Path)).GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Fact]
    public async Task Guessing_is_bounded_however_often_the_password_is_shown()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var (secret, _) = await SwitchOnAsync(installation, ann);
        var answers = new List<HttpStatusCode>();
        for (var tries = 0; tries < 11; tries++)
        {
            using var guesser = installation.Visit();
            (await guesser.SignInAsync()).Dispose();
            using var answer = await EnterAsync(guesser, "000000");
            answers.Add(answer.StatusCode);
            installation.Clock.Advance(TimeSpan.FromSeconds(20));
        }
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 10), HttpStatusCode.TooManyRequests], answers);
        installation.Clock.Advance(TimeSpan.FromMinutes(5));
        using var person = installation.Visit();
        (await person.SignInAsync()).Dispose();
        using var right = await EnterAsync(person, Code(installation, secret));
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
    }

    [Fact]
    public async Task The_first_half_is_worth_nothing_after_ten_minutes_or_without_its_cookie()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var (secret, _) = await SwitchOnAsync(installation, ann);
        using var stranger = installation.Visit();
        using var without = await stranger.GetAsync("/sign-in/code?next=/p/shop");
        Assert.Equal("/sign-in?next=%2Fp%2Fshop", without.Headers.Location?.ToString());
        using var late = installation.Visit();
        (await late.SignInAsync()).Dispose();
        var page = await late.ReadAsync("/sign-in/code");
        Assert.Contains("one-time-code", page, StringComparison.Ordinal);
        installation.Clock.Advance(TimeSpan.FromMinutes(10));
        var csrf = page.Split("name=\"csrf\" value=\"")[1].Split('"')[0];
        using var answer = await late.PostFormAsync("/sign-in/code", [new("csrf", csrf), new("code", Code(installation, secret))]);
        Assert.Equal("/sign-in?next=%2F", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_link_for_a_lost_password_stands_for_the_password_alone()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        await SwitchOnAsync(installation, ann);
        var link = await installation.Get<Administration>().MakeLinkAsync(null, Cancellation);
        using var visitor = installation.Visit();
        using var answer = await visitor.SubmitAsync(link.AbsolutePath, ("password", "another horse in a paddock"));
        Assert.StartsWith("/sign-in/code", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Null(visitor.Session);
    }

    [Fact]
    public async Task A_session_alone_can_neither_read_nor_switch_off()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var (secret, recovery) = await SwitchOnAsync(installation, ann);
        Assert.DoesNotContain(Totp.Base32(secret), await ann.ReadAsync(Path), StringComparison.Ordinal);
        installation.Clock.Advance(TimeSpan.FromSeconds(30));
        foreach (var (password, code) in ((string, string)[])[("", ""), (Visitor.Password, ""), ("wrong", Code(installation, secret))])
        {
            using var refused = await ann.ChangeAsync(HttpMethod.Post, $"{Path}/off", new { password, code });
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
        using var twice = await ann.ChangeAsync(HttpMethod.Post, Path, new { password = Visitor.Password });
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        using var renewed = await ann.ChangeAsync(HttpMethod.Post, $"{Path}/recovery-codes", new { password = Visitor.Password, code = Code(installation, secret) });
        var codes = await RecoveryCodesAsync(renewed);
        Assert.Empty(codes.Intersect(recovery));
        using var off = await ann.ChangeAsync(HttpMethod.Post, $"{Path}/off", new { password = Visitor.Password, code = codes[3] });
        Assert.Equal(HttpStatusCode.NoContent, off.StatusCode);
        using var visitor = installation.Visit();
        using var password1 = await visitor.SignInAsync();
        Assert.Equal("/", password1.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Switching_on_needs_a_code_and_ends_other_sessions()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        using var elsewhere = installation.Visit();
        (await elsewhere.SignInAsync()).Dispose();
        using var wrongPassword = await ann.ChangeAsync(HttpMethod.Post, Path, new { password = "wrong" });
        Assert.Equal(HttpStatusCode.BadRequest, wrongPassword.StatusCode);
        using var begun = await ann.ChangeAsync(HttpMethod.Post, Path, new { password = Visitor.Password });
        Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        using var wrong = await ann.ChangeAsync(HttpMethod.Post, $"{Path}/confirm", new { code = "000000" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await ann.ReadJsonAsync(Path)).GetProperty("since").ValueKind);
        await SwitchOnAsync(installation, ann);
        using var ended = await elsewhere.GetAsync("/api/v1/session");
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
        await ann.ReadJsonAsync("/api/v1/session");
    }

    [Fact]
    public async Task The_command_line_lets_in_who_lost_everything()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var administration = installation.Get<Administration>();
        await Assert.ThrowsAsync<AdministrationException>(() => administration.ResetSecondFactorAsync(null, Cancellation));
        await SwitchOnAsync(installation, ann);
        Assert.Equal(Visitor.Email, await administration.ResetSecondFactorAsync(null, Cancellation));
        using var visitor = installation.Visit();
        using var answer = await visitor.SignInAsync();
        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_copy_of_the_database_makes_no_codes()
    {
        await using var installation = await Installation.StartAsync();
        using var ann = await installation.VisitAsAdministratorAsync();
        var (secret, _) = await SwitchOnAsync(installation, ann);
        var row = await installation.Store.ReadAsync((db, stop) => db.SecondFactors.SingleAsync(stop), Cancellation);
        Assert.Equal(-1, row.Secret.AsSpan().IndexOf(secret));
        var box = installation.Get<SecretBox>();
        Assert.Equal(secret, box.Open(row.Secret, row.UserId));
        Assert.Null(box.Open(row.Secret, row.UserId + 1));
        var key = System.IO.Path.Combine(installation.Data, "secrets.key");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        var other = System.IO.Path.Combine(installation.Data, "other");
        Directory.CreateDirectory(other);
        Assert.Null(new SecretBox(installation.Get<Paddock.Hosting.PaddockOptions>() with { DataDirectory = other }).Open(row.Secret, row.UserId));
    }

    private static async Task<(byte[] Secret, string[] Recovery)> SwitchOnAsync(Installation installation, Visitor visitor)
    {
        using var begun = await visitor.ChangeAsync(HttpMethod.Post, Path, new { password = Visitor.Password });
        var answer = await begun.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var userId = (await visitor.ReadJsonAsync("/api/v1/session")).GetProperty("user").GetProperty("id").GetInt32();
        var row = await installation.Store.ReadAsync((db, stop) => db.SecondFactors.SingleAsync(row => row.UserId == userId, stop), Cancellation);
        var secret = installation.Get<SecretBox>().Open(row.Secret, userId)!;
        Assert.Equal(Totp.Base32(secret), answer.GetProperty("secret").GetString());
        Assert.Contains($"secret={Totp.Base32(secret)}", answer.GetProperty("address").GetString(), StringComparison.Ordinal);
        var qr = answer.GetProperty("qr").Deserialize<string[]>()!;
        Assert.All(qr, line => Assert.Equal(qr.Length, line.Length));
        using var confirmed = await visitor.ChangeAsync(HttpMethod.Post, $"{Path}/confirm", new { code = Code(installation, secret) });
        return (secret, await RecoveryCodesAsync(confirmed));
    }

    private static async Task<string[]> RecoveryCodesAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("recoveryCodes").Deserialize<string[]>()!;
    }

    private static string Code(Installation installation, byte[] secret) => Totp.Code(secret, Totp.StepAt(installation.Clock.GetUtcNow()));

    private static Task<HttpResponseMessage> EnterAsync(Visitor visitor, string code) => visitor.SubmitAsync("/sign-in/code", ("code", code));
}
