using System.Net;
using Paddock.Accounts;

namespace Paddock.Tests.Accounts;

public sealed class FirstRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_greeting_has_the_link_and_what_to_paste()
    {
        await using var installation = await Installation.StartAsync();
        var greeting = await installation.Get<FirstRun>().PrepareAsync(installation.Address, Cancellation);
        var text = string.Join('\n', greeting!.Lines());
        Assert.Matches($"{installation.Address}welcome/[\\w-]{{43}}\\n", text);
        Assert.Matches($"sentry_sdk\\.init\\(dsn=\"http://[0-9a-f]{{32}}@{installation.Address.Authority}/1\"\\)", text);
    }

    [Fact]
    public async Task The_first_project_is_made_once_and_its_key_works()
    {
        await using var installation = await Installation.StartAsync();
        var first = await installation.Get<FirstRun>().PrepareAsync(installation.Address, Cancellation);
        var second = await installation.Get<FirstRun>().PrepareAsync(installation.Address, Cancellation);
        Assert.Equal(first!.Dsn, second!.Dsn);
        var key = new Uri(first.Dsn).UserInfo;
        Assert.Equal("my-site", (await installation.Get<ProjectKeys>().FindAsync(key, Cancellation))!.Slug);
    }

    [Fact]
    public async Task A_project_made_before_takes_the_place_of_the_first()
    {
        await using var installation = await Installation.StartAsync();
        var project = await installation.AddProjectAsync("Shop");
        var greeting = await installation.Get<FirstRun>().PrepareAsync(installation.Address, Cancellation);
        Assert.Equal((project.Dsn, "Shop"), (greeting!.Dsn, greeting.ProjectName));
    }

    [Fact]
    public async Task Links_of_several_starts_work_until_somebody_has_an_account()
    {
        await using var installation = await Installation.StartAsync();
        var firstRun = installation.Get<FirstRun>();
        var older = await firstRun.PrepareAsync(installation.Address, Cancellation);
        using var ben = installation.Visit();
        using var page = await ben.GetAsync(older!.Link.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using (await installation.VisitAsAdministratorAsync())
        {
            Assert.Null(await firstRun.PrepareAsync(installation.Address, Cancellation));
            using var late = await ben.GetAsync(older.Link.AbsolutePath);
            Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        }
    }

    [Fact]
    public async Task A_link_dies_after_a_day()
    {
        await using var installation = await Installation.StartAsync();
        var greeting = await installation.Get<FirstRun>().PrepareAsync(installation.Address, Cancellation);
        installation.Clock.Advance(TimeSpan.FromHours(24));
        using var visitor = installation.Visit();
        using var answer = await visitor.GetAsync(greeting!.Link.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Two_who_use_links_at_once_make_one_administrator()
    {
        await using var installation = await Installation.StartAsync();
        var links = new List<string>();
        for (var number = 0; number < 4; number++)
            links.Add((await installation.Get<FirstRun>().PrepareAsync(installation.Address, Cancellation))!.Link.AbsolutePath);
        var answers = await Task.WhenAll(links.Select(async (link, number) =>
        {
            using var visitor = installation.Visit();
            using var answer = await visitor.SubmitAsync(link, ("email", $"user{number}@example.org"), ("password", Visitor.Password));
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.SeeOther);
        Assert.Equal(3, answers.Count(answer => answer == HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("no address", Visitor.Password)]
    [InlineData(Visitor.Email, "too short")]
    public async Task What_is_filled_in_wrong_is_shown_again_and_uses_nothing_up(string email, string password)
    {
        await using var installation = await Installation.StartAsync();
        var greeting = await installation.Get<FirstRun>().PrepareAsync(installation.Address, Cancellation);
        using var visitor = installation.Visit();
        using var refused = await visitor.SubmitAsync(greeting!.Link.AbsolutePath, ("email", email), ("password", password));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("""aria-invalid="true">""", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{email}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(password, page, StringComparison.Ordinal);
        using var answer = await visitor.SubmitAsync(greeting.Link.AbsolutePath, ("email", Visitor.Email), ("password", Visitor.Password));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }
}
