namespace Paddock.Signals.Errors;

/// <summary>What people make of an issue. One of three; that a resolved one came back is told beside it.</summary>
internal static class IssueStatus
{
    /// <summary>Somebody has to look at it.</summary>
    public const string Unresolved = "unresolved";

    /// <summary>Done. An event that happens later opens it again.</summary>
    public const string Resolved = "resolved";

    /// <summary>Known, and left alone: it goes on being counted.</summary>
    public const string Archived = "archived";

    public static bool IsOne(string status) => status is Unresolved or Resolved or Archived;
}
