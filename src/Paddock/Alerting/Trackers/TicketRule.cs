namespace Paddock.Alerting.Trackers;

/// <summary>Two-way status: what a change on one side means on the other. What was archived says nothing to a tracker: the fault is there, and people look away.</summary>
internal static class TicketRule
{
    /// <param name="issue">unresolved, resolved or archived, as it is now</param>
    /// <param name="isClosed">the ticket, as it was last seen</param>
    /// <returns>Whether the ticket is to be closed (true) or opened (false); null: it stays.</returns>
    public static bool? There(string issue, bool isClosed) => (issue, isClosed) switch
    {
        ("resolved", false) => true,
        ("unresolved", true) => false,
        _ => null,
    };

    /// <param name="issue">as it is now</param>
    /// <param name="wasClosed">the ticket, as it was last seen</param>
    /// <param name="isClosed">as it is now</param>
    /// <returns>What the issue becomes; null: it stays.</returns>
    public static string? Here(string issue, bool wasClosed, bool isClosed) => (issue, wasClosed, isClosed) switch
    {
        ("unresolved", false, true) => "resolved",
        ("resolved", true, false) => "unresolved",
        _ => null,
    };
}
