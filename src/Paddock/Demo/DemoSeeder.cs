using Microsoft.EntityFrameworkCore;
using Paddock.Accounts;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Signals.Monitoring;

namespace Paddock.Demo;

/// <summary>Fills an empty installation with <see cref="DemoStory"/>, once.</summary>
internal sealed class DemoSeeder(RelationalStore store, Projects projects, Journal journal, AttributeCatalog attributes, TimeProvider time) : BackgroundService
{
    private const string Setting = "demo", Made = "made";

    // Any number: it makes the story the same every time.
    private const int Seed = 20_26;
    private const long Hour = 3_600_000_000_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var end = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds() / 3600 * 3600);
        if (await store.WriteAsync(PrepareAsync, stoppingToken) is not { } project) return;
        Console.WriteLine($"Making {DemoStory.Days} days of {DemoStory.ProjectName} ...");
        using var records = new DemoRecords(project.Id, (ushort)project.RetentionDays, time.GetUtcNow().ToUnixNanoseconds(), journal, attributes);
        await TellAsync(records, end, stoppingToken);
        await records.FlushAsync(all: true, stoppingToken);
        await store.WriteAsync(async (db, stop) => (await db.Settings.SingleAsync(static row => row.Name == Setting, stop)).Value = Made, stoppingToken);
        Console.WriteLine($"{DemoStory.ProjectName} is there: {records.Written} records.");
    }

    private async Task<ProjectRow?> PrepareAsync(PaddockDb db, CancellationToken cancellation)
    {
        if (await db.Settings.FindAsync([Setting], cancellation) is { } known)
        {
            if (known.Value != Made) Console.WriteLine("The demo was cut off while it was made. Delete its data directory to have it whole.");
            return null;
        }
        db.Settings.Add(new SettingRow { Name = Setting, Value = "begun" });
        var (project, _) = await projects.AddAsync(db, new ProjectRequest(DemoStory.ProjectName, DemoStory.Domain), cancellation);
        return project;
    }

    private static async Task TellAsync(DemoRecords records, DateTimeOffset end, CancellationToken cancellation)
    {
        var random = new Random(Seed);
        var customers = 40;
        for (var hoursAgo = DemoStory.Days * 24; hoursAgo > 0; hoursAgo--)
        {
            var (hour, daysAgo) = (end.AddHours(-hoursAgo), hoursAgo / 24.0);
            Watch(records, random, hour, daysAgo);
            for (var visitors = (int)(DemoStory.VisitorsAt(hour, daysAgo) + random.NextDouble()); visitors > 0; visitors--)
            {
                var minute = random.NextDouble();
                if (DemoStory.IsAway(daysAgo - (minute / 24))) continue;
                var start = hour.ToUnixNanoseconds() + (long)(minute * Hour * 0.8);
                if (new DemoVisit(random, records, start, daysAgo - (minute / 24)).Happen(customers)) customers++;
            }
            await records.FlushAsync(all: false, cancellation);
        }
    }

    /// <summary>What Paddock sees from outside each minute, and the job that says each night that it is done.</summary>
    private static void Watch(DemoRecords records, Random random, DateTimeOffset hour, double daysAgo)
    {
        for (var minute = 0; minute < 60; minute++)
        {
            var away = DemoStory.IsAway(daysAgo - (minute / 1440.0));
            records.Check(ChecksTable.Checks, hour.AddMinutes(minute).ToUnixNanoseconds(), "Shop", away ? "down" : "ok", away ? 10_000 : 60 + (random.NextDouble() * 90), away ? """{"error":"timeout"}""" : """{"http_status":200}""");
        }
        if (hour.Hour == 3) records.Check(ChecksTable.CheckIns, hour.AddMinutes(4).ToUnixNanoseconds(), "nightly-stock", "ok", 30_000 + (random.NextDouble() * 9_000), "");
    }
}

internal static class DemoModule
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services.AddHostedService<DemoSeeder>();
}
