namespace Paddock.Signals.Errors;

/// <summary>How much an issue matters: what people say, and until then what its first event was.</summary>
internal static class IssuePriority
{
    public const int High = 3, Medium = 2, Low = 1;

    public const string Names = "high, medium or low";

    public static int Of(string level, bool isUnhandled) => level switch
    {
        "fatal" => High,
        "error" => isUnhandled ? High : Medium,
        "warning" => Medium,
        _ => Low,
    };

    public static string NameOf(int priority) => priority switch { High => "high", Low => "low", _ => "medium" };

    /// <returns>Null: no priority.</returns>
    public static int? Parse(string name) => name switch { "high" => High, "medium" or "med" => Medium, "low" => Low, _ => null };
}
