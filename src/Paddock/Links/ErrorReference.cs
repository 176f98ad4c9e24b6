namespace Paddock.Links;

/// <summary>What a customer tells of an error: the id of its event, or how that begins.</summary>
/// <param name="From">The least id that is meant: 32 lower-case hexadecimal digits.</param>
/// <param name="To">The greatest.</param>
internal readonly record struct ErrorReference(string From, string To)
{
    // Of a million errors, one in four thousand shares its first eight digits with another.
    private const int Shortest = 8, Whole = 32;

    public bool IsWhole => From == To;

    /// <summary>With or without dashes, in either case, perhaps behind a #. Null: it is none.</summary>
    public static ErrorReference? Parse(string text)
    {
        var digits = text.Trim().TrimStart('#').Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        return digits.Length is >= Shortest and <= Whole && digits.All(char.IsAsciiHexDigitLower) && digits.Any(static digit => digit != '0') ? new(digits.PadRight(Whole, '0'), digits.PadRight(Whole, 'f')) : null;
    }
}
