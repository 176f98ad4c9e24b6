namespace Paddock.Accounts;

internal static class EmailAddress
{
    private const int MaximumLength = 254;

    /// <summary>The form in which addresses are stored and looked up.</summary>
    public static string Normalize(string? text) => (text ?? "").Trim().ToLowerInvariant();

    /// <summary>Only a mail to it could tell more.</summary>
    public static bool IsPlausible(string normalized) =>
        normalized.Length is >= 3 and <= MaximumLength
        && normalized.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at == normalized.LastIndexOf('@')
        && at < normalized.Length - 1
        && !normalized.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
}
