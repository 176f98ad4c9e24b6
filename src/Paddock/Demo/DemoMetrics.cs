using System.Globalization;
using Paddock.Pipeline;

namespace Paddock.Demo;

/// <summary>
/// What the shop tells of itself every ten minutes, as Prometheus would ask it: orders (the same that are events), how long their payments took, how many letters wait to be sent.
/// Its counters begin at zero with each release, and say nothing while it is away.
/// </summary>
internal sealed class DemoMetrics
{
    private const string Orders = "shop_orders_total", Payments = "shop_payment_seconds", Letters = "shop_letters_waiting";
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(10);
    private static readonly double[] Bounds = [0.1, 0.25, 0.5, 1, 2.5, 5];
    private static readonly string[] Plans = ["large", "small"];

    /// <summary>Not the story's own: what happens to visitors does not hang on it.</summary>
    private readonly Random random = new(2);

    private readonly List<(long Time, string Plan, double Seconds)> orders = [];

    public void Ordered(long time, string plan) => orders.Add((time, plan, 0.15 + (random.NextDouble() * random.NextDouble() * 3)));

    /// <summary>Once all has happened.</summary>
    public void Tell(DemoRecords records, DateTimeOffset from, DateTimeOffset to)
    {
        orders.Sort();
        var (next, since, letters, release) = (0, 0, 0.0, "");
        for (var at = from; at <= to; at += Pace)
        {
            var time = at.ToUnixNanoseconds();
            var daysAgo = (to - at).TotalDays;
            var until = next;
            while (until < orders.Count && orders[until].Time <= time) until++;
            letters = Math.Max(0, letters + (until - next) - random.Next(4));
            next = until;
            if (DemoStory.ReleaseAt(daysAgo) != release) (release, since) = (DemoStory.ReleaseAt(daysAgo), next);
            if (!DemoStory.IsAway(daysAgo)) Tell(records, time, orders[since..next], letters);
        }
    }

    private static void Tell(DemoRecords records, long time, List<(long Time, string Plan, double Seconds)> sinceStart, double letters)
    {
        foreach (var plan in Plans) records.Sample(time, Orders, "counter", "", sinceStart.Count(order => order.Plan == plan), ("plan", plan));
        foreach (var bound in Bounds) Below(bound.ToString(CultureInfo.InvariantCulture), sinceStart.Count(order => order.Seconds <= bound));
        Below("+Inf", sinceStart.Count);
        records.Sample(time, Payments + "_count", "histogram", "s", sinceStart.Count);
        records.Sample(time, Payments + "_sum", "histogram", "s", sinceStart.Sum(static order => order.Seconds));
        records.Sample(time, Letters, "gauge", "", letters);

        void Below(string bound, int count) => records.Sample(time, Payments + "_bucket", "histogram", "s", count, ("le", bound));
    }
}
