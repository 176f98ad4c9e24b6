namespace Paddock.Alerting;

/// <summary>Of what an alert can tell: the kinds of <see cref="Database.Rows.HappeningRow"/>, in the order in which a message has them.</summary>
/// <param name="Kind">As it is stored and asked for.</param>
/// <param name="One">In front of what happened: "Down: shop".</param>
/// <param name="Many">With a number: "3 monitors down".</param>
internal sealed record Occasion(string Kind, string One, string Many)
{
    public static readonly Occasion[] All =
    [
        new("monitor.down", "Down", "monitors down"),
        new("monitor.up", "Up again", "monitors up again"),
        new("issue.new", "New", "new issues"),
        new("issue.regressed", "Happens again", "resolved issues happen again"),
        new("issue.escalating", "Escalating", "issues are escalating"),
        new("issue.back", "Back from the archive", "issues are back from the archive"),
    ];

    /// <summary>Levels of issues, the worst first.</summary>
    public static readonly string[] Levels = ["fatal", "error", "warning", "info", "debug"];

    public static Occasion Of(string kind) => All.First(occasion => occasion.Kind == kind);

    /// <summary>The level itself and all worse ones.</summary>
    public static string[] From(string level) => Levels[..(Array.IndexOf(Levels, level) + 1)];

    /// <summary>Where people look at it, below the project's address.</summary>
    public static string Path(string kind, int subject) => kind.StartsWith("issue.", StringComparison.Ordinal) ? $"errors/{subject}" : $"monitoring/checks/{subject}";
}
