using System.Text;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>
/// Puts parameters into a message as the client's language would have: <c>%s %d %(name)s %%</c> of Python's logging, <c>{} {0} {name}</c> elsewhere.
/// What does not fit stays as it is written.
/// </summary>
internal static class MessageFormat
{
    public static string Apply(string template, List<KeyValuePair<string, string>> parameters, int mostCharacters)
    {
        if (parameters.Count == 0)
            return template;
        var result = new StringBuilder(template.Length + 64);
        var position = 0;
        var rest = template.AsSpan();
        while (result.Length <= mostCharacters && rest.IndexOfAny('%', '{') is var at and >= 0)
        {
            result.Append(rest[..at]);
            rest = rest[at..];
            var length = rest[0] == '%' ? Percent(rest, parameters, ref position, out var value) : Brace(rest, parameters, ref position, out value);
            if (length == 0)
            {
                result.Append(rest[0]);
                length = 1;
            }
            result.Append(value);
            rest = rest[length..];
        }
        return result.Append(rest).ToString();
    }

    private static int Percent(ReadOnlySpan<char> text, List<KeyValuePair<string, string>> parameters, ref int position, out string? value)
    {
        value = null;
        if (text.StartsWith("%%"))
        {
            value = "%";
            return 2;
        }
        var at = 1;
        string? name = null;
        if (text.StartsWith("%("))
        {
            var close = text.IndexOf(')');
            if (close < 0)
                return 0;
            name = text[2..close].ToString();
            at = close + 1;
        }
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '.' or '-' or '+' or ' ' or '#'))
            at++;
        if (at >= text.Length || text[at] is not ('s' or 'd' or 'i' or 'r' or 'f' or 'x' or 'u' or 'v' or 'q' or 'g' or 'e' or 'o' or 'X' or 'a' or 'c'))
            return 0;
        value = Find(name, parameters, ref position);
        return value is null ? 0 : at + 1;
    }

    private static int Brace(ReadOnlySpan<char> text, List<KeyValuePair<string, string>> parameters, ref int position, out string? value)
    {
        const int longestName = 64;
        value = null;
        var close = text[..Math.Min(text.Length, longestName)].IndexOf('}');
        if (close < 0)
            return 0;
        var name = text[1..close];
        if (name.IndexOfAny(':', '!') is var format and >= 0)
            name = name[..format];
        if (int.TryParse(name, out var index))
            value = index >= 0 && index < parameters.Count ? parameters[index].Value : null;
        else
            value = Find(name.IsEmpty ? null : name.ToString(), parameters, ref position);
        return value is null ? 0 : close + 1;
    }

    private static string? Find(string? name, List<KeyValuePair<string, string>> parameters, ref int position)
    {
        if (name is null)
            return position < parameters.Count ? parameters[position++].Value : null;
        foreach (var parameter in parameters)
        {
            if (parameter.Key == name)
                return parameter.Value;
        }
        return null;
    }
}
