namespace Paddock.Signals.Errors;

/// <summary>What people make of an issue. What an unresolved one is besides, <see cref="IssueStanding"/> says.</summary>
internal static class IssueStatus
{
    /// <summary>Somebody has to look at it.</summary>
    public const string Unresolved = "unresolved";

    /// <summary>Done. An event that happens later, and has the fix, opens it again.</summary>
    public const string Resolved = "resolved";

    /// <summary>Known, and left alone: it goes on being counted, and comes back by itself where that was asked for.</summary>
    public const string Archived = "archived";

    /// <summary>Part of another issue, which is shown in its place.</summary>
    public const string Merged = "merged";

    /// <summary>Shown to nobody; for half a minute it can be taken back, then its events are gone.</summary>
    public const string Deleted = "deleted";

    /// <summary>The same, and events that come later are counted and not stored.</summary>
    public const string Discarded = "discarded";

    public const string Names = "unresolved, resolved, archived, deleted or discarded";

    /// <summary>SQL: it is shown in lists.</summary>
    public const string IsShown = "status NOT IN ('merged', 'deleted', 'discarded')";

    public static bool IsOne(string status) => IsShownAs(status) || IsGone(status);

    public static bool IsShownAs(string status) => status is Unresolved or Resolved or Archived;

    public static bool IsGone(string status) => status is Deleted or Discarded;
}
