namespace Paddock.Alerting.Trackers;

/// <summary>Reads which ticket, and which place, people mean.</summary>
internal static class PastedKey
{
    /// <summary>12, #12, or an address in which the number follows <paramref name="behind"/>.</summary>
    /// <returns>Null: none of these.</returns>
    public static string? Number(string pasted, string behind)
    {
        if (pasted.Contains("://", StringComparison.Ordinal) && !pasted.Contains(behind, StringComparison.OrdinalIgnoreCase)) return null;
        var number = Last(pasted).TrimStart('#');
        return IsNumber(number) ? number : null;
    }

    /// <summary>What stands behind the last slash, without a query and a fragment.</summary>
    public static string Last(string pasted)
    {
        var text = pasted.Trim();
        if (text.Contains("://", StringComparison.Ordinal)) text = text[..(text.IndexOfAny(['?', '#']) is >= 0 and var end ? end : text.Length)].TrimEnd('/');
        return text[(text.LastIndexOf('/') + 1)..];
    }

    /// <summary>Whether it is a path of names and nothing that leads elsewhere in an address.</summary>
    public static bool IsPath(string place, int least, int most) =>
        place.Split('/') is var names && names.Length >= least && names.Length <= most
            && Array.TrueForAll(names, static name => name.Length is > 0 and <= 100 && name is not ("." or "..") && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'));

    public static bool IsNumber(string text) => text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit) && text[0] != '0';
}
