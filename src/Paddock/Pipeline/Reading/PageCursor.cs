using System.Globalization;

namespace Paddock.Pipeline.Reading;

/// <summary>
/// Where a page of a list begins. To readers it is a word without a meaning: <c>next</c> of one page is <c>cursor</c> of the one that follows. Here it counts rows; a list that
/// grows at its head while it is read says instead where it was (<c>LogCursor</c>).
/// </summary>
internal readonly record struct PageCursor(int Offset)
{
    // Who wants more asks with a shorter range, or by SQL.
    private const int Furthest = 100_000;

    /// <returns>Null where the text is no cursor.</returns>
    public static PageCursor? Parse(string? text) =>
        text is null ? new PageCursor(0) : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && offset <= Furthest ? new PageCursor(offset) : null;

    /// <summary>The cursor of the page that follows one of <paramref name="shown"/> rows; null at the end of <paramref name="total"/>.</summary>
    public string? Next(int shown, ulong total) => shown > 0 && (ulong)(Offset + shown) < total && Offset + shown <= Furthest ? (Offset + shown).ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>Takes the rows of a page from what was asked for, one row more than it holds, and says what follows.</summary>
    public (List<T> Rows, string? Next) Page<T>(List<T> found, int size) => found.Count <= size ? (found, null) : (found[..size], Next(size, ulong.MaxValue));
}
