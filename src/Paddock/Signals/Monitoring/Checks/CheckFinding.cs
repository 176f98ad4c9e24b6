using Paddock.Database.Rows;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>What one look found.</summary>
/// <param name="Verdict">what it means</param>
/// <param name="Milliseconds">to the end of the answer; NaN where there was none</param>
/// <param name="Detail">JSON: what was measured, and what was wrong</param>
/// <param name="TraceId">sent along, so that what the site logged of this request is found by it; 0: none</param>
internal sealed record CheckFinding(Verdict Verdict, double Milliseconds, byte[] Detail, UInt128 TraceId = default, DateTimeOffset? CertificateExpiresAt = null)
{
    /// <summary>As the table of checks says it.</summary>
    public string Status => Verdict.Kind switch { VerdictKind.Good => "ok", VerdictKind.Failed => "down", _ => "unknown" };
}

/// <summary>Looks at the target of a monitor once. Does not throw but when cancelled.</summary>
internal delegate Task<CheckFinding> Probe(MonitorRow monitor, CancellationToken cancel);
