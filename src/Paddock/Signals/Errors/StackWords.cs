using System.Text.Json;

namespace Paddock.Signals.Errors;

/// <summary>Functions, files and modules of a stored stack, by which an issue is found; the innermost first, each once, 4,000 characters at most.</summary>
internal static class StackWords
{
    private const int Longest = 4_000;

    public static string Of(ReadOnlySpan<byte> stack)
    {
        if (stack.IsEmpty) return "";
        var words = new List<string>();
        var reader = new Utf8JsonReader(stack);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName) continue;
                if (reader.ValueTextEquals("vars"u8) || reader.ValueTextEquals("minified"u8))
                {
                    reader.Skip(); // what a variable holds is nobody's function, and nobody looks for a minified one
                    continue;
                }
                var isNamed = reader.ValueTextEquals("function"u8) || reader.ValueTextEquals("filename"u8) || reader.ValueTextEquals("module"u8);
                if (reader.Read() && isNamed && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } word) words.Add(word);
            }
        }
        catch (JsonException)
        {
            // A stack is written whole by the parser; of anything else, what was read so far is enough.
        }
        words.Reverse();
        var text = string.Join(' ', words.Distinct());
        return text.Length > Longest ? text[..Longest] : text;
    }
}
