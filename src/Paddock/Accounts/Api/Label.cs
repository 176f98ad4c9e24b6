namespace Paddock.Accounts.Api;

/// <summary>The name that people give a key or token.</summary>
internal static class Label
{
    private const int MaximumLength = 100;

    public static string Clean(string? name) => (name ?? "").Trim();

    /// <returns>What is wrong with it; null when it will do.</returns>
    public static string? Problem(string? name) => Clean(name) switch
    {
        "" => "Give it a name by which you will know it later.",
        { Length: > MaximumLength } => $"The name may have at most {MaximumLength} characters.",
        var clean when clean.Any(char.IsControl) => "The name may not hold control characters.",
        _ => null,
    };
}
