namespace Paddock.Signals.Monitoring.Checks;

/// <summary>Headers as people write them: a line each, "Name: value".</summary>
internal static class HeaderLines
{
    public const string Expected = "a line each, such as Authorization: Bearer …, at most 20 lines and 4,000 characters; Host, Connection and the headers of length are not to be set";
    private const int Most = 20;
    private const int Longest = 4_000;

    private static readonly string[] NotToBeSet = ["host", "connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer", "expect"];

    /// <returns>Null where the text says something else.</returns>
    public static List<KeyValuePair<string, string>>? Parse(string text)
    {
        if (text.Length > Longest) return null;
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || headers.Count == Most) return null;
            var (name, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
            if (!name.All(IsToken) || NotToBeSet.Contains(name.ToLowerInvariant()) || value.Any(static character => character is < ' ' or > '~')) return null;
            headers.Add(new(name, value));
        }
        return headers;
    }

    private static bool IsToken(char character) => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);
}
