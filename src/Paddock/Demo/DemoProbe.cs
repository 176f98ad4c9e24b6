using System.Text;
using Paddock.Signals.Monitoring.Checks;

namespace Paddock.Demo;

/// <summary>The shop does not exist, so nobody is asked whether it is up: it is.</summary>
internal static class DemoProbe
{
    /// <param name="real">for all other targets</param>
    public static Probe Before(Probe real) => (monitor, cancel) =>
    {
        if (!Uri.TryCreate(monitor.Url, UriKind.Absolute, out var url) || !url.IdnHost.EndsWith(DemoStory.Domain, StringComparison.Ordinal)) return real(monitor, cancel);
        var took = 60 + (Random.Shared.NextDouble() * 90);
        return Task.FromResult(new CheckFinding(Verdict.Good, took, Encoding.UTF8.GetBytes(DemoChecks.Answered(took))));
    };
}
