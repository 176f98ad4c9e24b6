using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Monitoring.Checks;

namespace Paddock.Demo;

/// <summary>Fills an empty installation with <see cref="DemoStory"/>, once.</summary>
internal sealed class DemoSeeder(RelationalStore store, Projects projects, Journal journal, AttributeCatalog attributes, SeriesDirectory series, TimeProvider time) : BackgroundService
{
    private const string Setting = "demo", Made = "made";

    // Any number: it makes the story the same every time.
    private const int Seed = 20_26;
    private const long Hour = 3_600_000_000_000;
    private const int HoursOfProgress = 6 * 24;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        var end = DemoStory.EndOf(now);
        var checks = new DemoChecks(end.AddDays(-DemoStory.Days), now);
        if (await store.WriteAsync((db, stop) => PrepareAsync(db, checks, end, stop), stoppingToken) is { } project) await MakeAsync(project, checks, end, stoppingToken);
        await KeepAsync(checks, stoppingToken);
    }

    private async Task MakeAsync(ProjectRow project, DemoChecks checks, DateTimeOffset end, CancellationToken stoppingToken)
    {
        Console.Error.WriteLine($"Making {DemoStory.Days} days of {DemoStory.ProjectName} ...");
        using var records = new DemoRecords(project.Id, (ushort)project.RetentionDays, time.GetUtcNow().ToUnixNanoseconds(), journal, attributes, series);
        await TellAsync(records, checks, end, stoppingToken);
        await records.FlushAsync(all: true, stoppingToken);
        await store.WriteAsync(async (db, stop) => (await db.Settings.SingleAsync(static row => row.Name == Setting, stop)).Value = Made, stoppingToken);
        Console.WriteLine($"{DemoStory.ProjectName} is there: {records.Written} records.");
    }

    /// <summary>The job at night goes on, or it would be missed.</summary>
    private async Task KeepAsync(DemoChecks checks, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var next = now.Date + DemoChecks.StockAt;
            await Task.Delay((next > now ? next : next.AddDays(1)) - now, time, stoppingToken);
            if (await store.ReadAsync(static (db, stop) => db.Projects.FirstOrDefaultAsync(static row => row.Name == DemoStory.ProjectName, stop), stoppingToken) is not { } project) return;
            using var records = new DemoRecords(project.Id, (ushort)project.RetentionDays, time.GetUtcNow().ToUnixNanoseconds(), journal, attributes, series);
            checks.Stocktaking(records, time.GetUtcNow(), isMissed: false);
            await records.FlushAsync(all: true, stoppingToken);
        }
    }

    private async Task<ProjectRow?> PrepareAsync(PaddockDb db, DemoChecks checks, DateTimeOffset end, CancellationToken cancellation)
    {
        if (await db.Settings.FindAsync([Setting], cancellation) is { } known)
        {
            if (known.Value != Made) Console.WriteLine("The demo was cut off while it was made. Delete its data directory to have it whole.");
            return null;
        }
        db.Settings.Add(new SettingRow { Name = Setting, Value = "begun" });
        var (project, _) = await projects.AddAsync(db, new ProjectRequest(DemoStory.ProjectName, DemoStory.Domain), cancellation);
        await checks.AddAsync(db, project.Id, cancellation);
        await DemoReleases.AddAsync(db, project.Id, end, cancellation);
        return project;
    }

    private static async Task TellAsync(DemoRecords records, DemoChecks checks, DateTimeOffset end, CancellationToken cancellation)
    {
        var random = new Random(Seed);
        var customers = 40;
        var metrics = new DemoMetrics();
        for (var hoursAgo = DemoStory.Days * 24; hoursAgo > 0; hoursAgo--)
        {
            var (hour, daysAgo) = (end.AddHours(-hoursAgo), hoursAgo / 24.0);
            checks.Watch(records, random, hour);
            for (var visitors = (int)(DemoStory.VisitorsAt(hour, daysAgo) + random.NextDouble()); visitors > 0; visitors--)
            {
                var minute = random.NextDouble();
                if (DemoStory.IsAway(daysAgo - (minute / 24))) continue;
                var start = hour.ToUnixNanoseconds() + (long)(minute * Hour * 0.8);
                if (new DemoVisit(random, records, metrics, start, daysAgo - (minute / 24)).Happen(customers)) customers++;
            }
            await records.FlushAsync(all: false, cancellation);
            if (hoursAgo % HoursOfProgress == 1) Console.Error.WriteLine($"  {DemoStory.Days - (hoursAgo / 24)} of {DemoStory.Days} days");
        }
        metrics.Tell(records, end.AddDays(-DemoStory.Days), end);
        // The story ends with the last full hour; whoever watches goes on.
        checks.Watch(records, random, end);
    }
}

internal static class DemoModule
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddHostedService<DemoSeeder>()
        .AddSingleton<Probe>(static provider => DemoProbe.Before(provider.GetRequiredService<Prober>().ProbeAsync));
}
