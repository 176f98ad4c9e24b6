namespace Paddock.ClickHouse.Scope.Words;

/// <summary>Which names may stand between quotes. Fewer than ClickHouse allows, so that a name can look like nothing else in the engine's syntax tree.</summary>
internal static class QuotedName
{
    private const int MaximumLength = 128;
    private const string Punctuation = " _-+*/%:,;!?&|<>=@#$~^[]";

    /// <summary>What is wrong with the name, as a sentence; null when nothing is.</summary>
    public static string? Fault(string name)
    {
        if (name.Length is 0 or > MaximumLength)
            return $"A name has 1 to {MaximumLength} characters.";
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogatePair(name, i))
                i++;
            else if (!char.IsLetterOrDigit(name[i]) && !Punctuation.Contains(name[i]))
                return "A quoted name is made of letters, digits, spaces and simple signs; quotes, brackets ( ) { }, backslashes and dots may not be in it.";
        }
        return null;
    }
}
