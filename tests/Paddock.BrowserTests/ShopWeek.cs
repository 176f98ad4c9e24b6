using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>A server whose one shop had an ordinary week: a dozen issues, a release that made one of them worse, a quiet time before. Its store can be taken away.</summary>
public sealed class ShopWeek(ChromiumFixture chromium) : IAsyncLifetime
{
    // The recorded case, how often, the first and the last time in days ago, how many people, and 1 for evenly (more: ever more often).
    private static readonly (string Case, int Events, double First, double Last, int People, double Growth)[] Stories =
    [
        ("sentry-python-1.9.10/unhandled-view-error", 64, 6.1, 0.01, 41, 2.2),
        ("sentry-python-1.9.10/chained-with-form-data", 23, 12, 0.04, 19, 1),
        ("sentry-browser-11.12.0/click-handler-error", 41, 15, 0.03, 33, 1),
        ("sentry-browser-11.12.0/unhandled-rejection", 17, 9, 0.2, 16, 1),
        ("sentry-python-1.9.10/logging-error", 28, 12.5, 0.1, 0, 1),
        ("sentry-python-1.9.10/message", 6, 5.9, 0.35, 0, 1),
        ("sentry-python-1.9.10/recursion-400-frames", 4, 0.7, 0.3, 3, 1),
        ("sentry-python-1.9.10/template-error", 9, 2, 1.2, 7, 1),
        ("sentry-python-1.9.10/handled-logging-exception", 12, 10, 0.5, 9, 1),
        ("sentry-node-11.12.0/chained-error", 15, 4.5, 0.15, 11, 1),
        ("sentry-node-11.12.0/uncaught-error", 2, 0.6, 0.55, 0, 1),
        ("sentry-node-11.12.0/message", 11, 6, 0.25, 0, 1),
        ("handmade/java-spring", 8, 6.5, 1.9, 6, 1),
        ("handmade/ruby-rails", 5, 3.1, 2.6, 4, 1),
    ];

    private static readonly TimeSpan ReleaseAgo = TimeSpan.FromDays(2.1);

    private readonly Random _random = new(7);

    internal StandInClickHouse Store { get; } = new();
    internal PaddockProcess Server { get; private set; } = null!;
    internal CreatedProject Project { get; private set; } = null!;
    internal string SignIn { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Server = await PaddockProcess.ServeAsync(environment: Store.Environment);
        var page = await chromium.PageAsync();
        SignIn = await Administrator.SignInAsync(page, Server);
        await page.Context.DisposeAsync();
        Project = await Server.CreateProjectAsync("Saddle and Tack");
        var recorded = new RecordedErrors(Server, Project);
        var now = TimeProvider.System.GetUtcNow();
        var sends = Stories.SelectMany(story => Enumerable.Range(0, story.Events).Select(index => (story.Case, At: now - AgoOf(story, index), User: story.People == 0 ? null : $"{1000 + _random.Next(story.People)}"))).ToArray();
        await Parallel.ForEachAsync(sends, async (send, _) => await recorded.SendAsync(
            send.Case, send.At, send.User, send.Case.Contains("python", StringComparison.Ordinal) ? now - send.At < ReleaseAgo ? "shop@1.5.0" : "shop@1.4.2" : null));
        await recorded.AreStoredAsync(sends.Length);
    }

    /// <summary>The address of a page of the project: "errors?range=24h".</summary>
    internal string AddressOf(string page) => new Uri(Server.Url, $"/p/{Project.Slug}/{page}").ToString();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Store.DisposeAsync();
    }

    private TimeSpan AgoOf((string Case, int Events, double First, double Last, int People, double Growth) story, int index)
    {
        var part = (index + (index == 0 || index == story.Events - 1 ? 0 : _random.NextDouble() - 0.5)) / Math.Max(1, story.Events - 1);
        return TimeSpan.FromDays(story.Last + ((story.First - story.Last) * Math.Pow(1 - Math.Clamp(part, 0, 1), story.Growth)));
    }
}
