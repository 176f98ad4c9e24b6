using System.Globalization;
using Paddock.Database;
using Paddock.Database.Rows;
using Paddock.Pipeline;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Monitoring.Checks;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Demo;

/// <summary>What watches the shop: its page and its payments from outside, and the job that counts the stock at night. Their history is judged by the rules that judge real ones.</summary>
internal sealed class DemoChecks(DateTimeOffset from, DateTimeOffset now)
{
    private const string Environment = "production", Shop = "shop", Payments = "payments", Stock = "nightly-stock";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The night without a job: days before the end.</summary>
    private const int MissedNight = 8;

    /// <summary>Not the story's own: what happens to visitors does not hang on it.</summary>
    private readonly Random random = new(1);

    public static TimeSpan StockAt { get; } = new(3, 4, 0);

    /// <summary>Monitors with their states, periods and incidents up to now.</summary>
    public async Task AddAsync(PaddockDb db, int project, CancellationToken cancel)
    {
        var shop = Add(db, Site(project, Shop, "Shop", $"https://{DemoStory.Domain}/"));
        var payments = Add(db, Site(project, Payments, "Payments", $"https://payments.{DemoStory.Domain}/health"));
        var stock = Add(db, new MonitorRow
        {
            ProjectId = project,
            Slug = Stock,
            Environment = Environment,
            Kind = MonitorKind.Heartbeat,
            Name = "Nightly stock",
            CreatedAt = from,
            FailuresBeforeDown = 1,
            SuccessesBeforeUp = 1,
            Schedule = string.Create(CultureInfo.InvariantCulture, $"{StockAt.Minutes} {StockAt.Hours} * * *"),
            MarginMinutes = 10,
            MaxRuntimeMinutes = 30,
        });
        await db.SaveChangesAsync(cancel);
        foreach (var (monitor, isShop) in ((MonitorRow, bool)[])[(shop, true), (payments, false)])
        {
            var (state, changes) = (new MonitorState(MonitorStatus.New, from), new List<MonitorChange>());
            for (var at = from; at <= now; at += Minute)
                state = MonitorRules.Judge(state, isShop && IsAway(at) ? new Verdict(VerdictKind.Failed, Timeout) : Verdict.Good, at, new Thresholds(monitor.FailuresBeforeDown, 1), changes);
            await MonitorBook.WriteAsync(db, monitor, state with { CertificateExpiresAt = now.AddDays(isShop ? 61 : 11) }, changes, cancel);
        }
        await AddStockAsync(db, stock, cancel);
    }

    /// <summary>What the checks of an hour wrote down.</summary>
    public void Watch(DemoRecords records, Random story, DateTimeOffset hour)
    {
        for (var at = hour; at < hour.AddHours(1) && at <= now; at += Minute)
        {
            var time = at.ToUnixNanoseconds();
            if (IsAway(at)) records.Check(ChecksTable.Checks, time, Shop, "down", 10_000, $$"""{"error":"timeout","message":"{{Timeout}}"}""");
            else Good(Shop, 60 + (story.NextDouble() * 90));
            Good(Payments, 140 + (random.NextDouble() * 60));

            void Good(string monitor, double took) => records.Check(ChecksTable.Checks, time, monitor, "ok", took, Answered(took));
        }
        var night = hour.Date + StockAt;
        if (hour.Hour == StockAt.Hours && night < now.UtcDateTime) Stocktaking(records, new DateTimeOffset(night, TimeSpan.Zero), IsMissed(hour));
    }

    /// <summary>A run of the job, or its absence.</summary>
    public void Stocktaking(DemoRecords records, DateTimeOffset at, bool isMissed) => records.Check(
        ChecksTable.CheckIns, at.ToUnixNanoseconds(), Stock, isMissed ? HeartbeatRules.Missed : "ok", isMissed ? double.NaN : 30_000 + (random.NextDouble() * 9_000), "");

    public static string Answered(double took) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"http_status":200,"dns_ms":{{took * 0.05:0.##}},"connect_ms":{{took * 0.12:0.##}},"tls_ms":{{took * 0.25:0.##}},"wait_ms":{{took * 0.5:0.##}},"read_ms":{{took * 0.08:0.##}}}""");

    private const string Timeout = "No whole answer within 10 s.";

    private async Task AddStockAsync(PaddockDb db, MonitorRow stock, CancellationToken cancel)
    {
        var plan = new HeartbeatPlan(Schedule.Parse(stock.Schedule, ""), TimeSpan.FromMinutes(stock.MarginMinutes), TimeSpan.FromMinutes(stock.MaxRuntimeMinutes), new Thresholds(1, 1));
        var (state, changes) = (new MonitorState(MonitorStatus.New, from), new List<MonitorChange>());
        for (var at = plan.Schedule!.Next(from); at <= now; at = plan.Schedule.Next(at))
        {
            state = HeartbeatRules.Listen(state, plan, at, from, changes, []);
            if (!IsMissed(at)) state = HeartbeatRules.Hear(state, plan, new CheckInHeard(Word.Good, default, at), changes);
        }
        state = HeartbeatRules.Listen(state, plan, now, from, changes, []);
        await MonitorBook.WriteAsync(db, stock, state, changes, cancel);
    }

    private bool IsAway(DateTimeOffset at) => DemoStory.IsAway((DemoStory.EndOf(now) - at).TotalDays);

    private bool IsMissed(DateTimeOffset at) => (int)(DemoStory.EndOf(now) - at).TotalDays == MissedNight;

    private MonitorRow Site(int project, string slug, string name, string url) => new()
    {
        ProjectId = project,
        Slug = slug,
        Environment = Environment,
        Kind = MonitorKind.Http,
        Name = name,
        CreatedAt = from,
        FailuresBeforeDown = 3,
        SuccessesBeforeUp = 1,
        Url = url,
        Method = "GET",
        IntervalSeconds = 60,
        TimeoutSeconds = 10,
        ExpectedStatus = "200-299",
        CertificateDays = 14,
    };

    private static MonitorRow Add(PaddockDb db, MonitorRow row) => db.Monitors.Add(row).Entity;
}
