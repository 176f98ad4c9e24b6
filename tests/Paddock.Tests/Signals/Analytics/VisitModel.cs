using Paddock.Signals.Analytics;

namespace Paddock.Tests.Signals.Analytics;

/// <param name="Time">Nanoseconds since 1970.</param>
internal sealed record Step(string Id, ulong VisitorId, string DistinctId, long Time, string Name, string Path, uint Engaged, bool IsInteractive, double Revenue, string Currency)
{
    public string Visitor => VisitorId > 0 ? $"{VisitorId}" : DistinctId;
}

/// <summary>Visits by the letter of the rule, one event behind the other.</summary>
internal static class VisitModel
{
    public static IEnumerable<string> VisitsOf(IEnumerable<Step> steps, VisitRule rule) =>
        from visitor in steps.GroupBy(static step => step.Visitor)
        from visit in Cut([.. visitor.OrderBy(static step => step.Time)], rule)
        let pages = visit.Where(static step => step.Name == "$pageview").ToList()
        let events = visit.Count(static step => step.Name is not ("$engagement" or "$vital"))
        where events > 0
        let currencies = visit.Where(static step => step.Revenue != 0).Select(static step => step.Currency).Distinct().ToList()
        let bounced = pages.Count == 1 && !visit.Any(static step => step.IsInteractive)
        select $"{visitor.Key} {visit[0].Time} {visit[^1].Time} {pages.FirstOrDefault()?.Path} {pages.LastOrDefault()?.Path} {pages.Count} {events} {(bounced ? 1 : 0)} "
            + $"{visit.Sum(static step => step.Engaged)} {(currencies.Count == 1 ? visit.Sum(static step => step.Revenue) : 0)} {(currencies.Count == 1 ? currencies[0] : "")}";

    private static IEnumerable<List<Step>> Cut(List<Step> steps, VisitRule rule)
    {
        var visit = new List<Step>();
        var (activeSince, piece) = (0L, 0L);
        foreach (var step in steps)
        {
            var paused = visit.Count == 0 || step.Time - visit[^1].Time > rule.PauseNanoseconds;
            if (paused) activeSince = step.Time;
            var now = (step.Time - activeSince) / (long)VisitRule.Longest.TotalNanoseconds;
            if (visit.Count > 0 && (paused || now != piece))
            {
                yield return visit;
                visit = [];
            }
            piece = now;
            visit.Add(step);
        }
        if (visit.Count > 0) yield return visit;
    }
}
