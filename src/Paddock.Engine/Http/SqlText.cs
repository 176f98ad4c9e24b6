namespace Paddock.Engine.Http;

/// <summary>Text quoted for ClickHouse's SQL.</summary>
internal static class SqlText
{
    internal static string Literal(string value) => Quote(value, '\'');

    internal static string Identifier(string name) => Quote(name, '`');

    private static string Quote(string text, char quote)
    {
        var quoted = new System.Text.StringBuilder(text.Length + 2).Append(quote);
        foreach (var c in text)
        {
            if (c == quote || c == '\\')
                quoted.Append('\\');
            quoted.Append(c);
        }

        return quoted.Append(quote).ToString();
    }
}
