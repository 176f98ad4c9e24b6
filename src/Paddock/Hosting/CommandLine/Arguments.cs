namespace Paddock.Hosting.CommandLine;

/// <summary>What stands behind the verb: words in their order, and options as <c>--name value</c>, <c>--name=value</c> or <c>--flag</c>.</summary>
internal sealed class Arguments
{
    private readonly List<string> _words = [];
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    private Arguments()
    {
    }

    public IReadOnlyList<string> Words => _words;

    /// <summary>What is wrong, for the person who typed it; null when all is well.</summary>
    public string? Problem { get; private set; }

    public string? this[string option] => _options.GetValueOrDefault(option);

    public IEnumerable<KeyValuePair<string, string>> Options => _options;

    public bool Has(string flag) => _options.ContainsKey(flag);

    /// <param name="valued">Options that take a value.</param>
    /// <param name="flags">Options that take none.</param>
    public static Arguments Read(ReadOnlySpan<string> given, ReadOnlySpan<string> valued, ReadOnlySpan<string> flags)
    {
        var arguments = new Arguments();
        for (var index = 0; index < given.Length && arguments.Problem is null; index++)
        {
            var (name, value) = Split(given[index]);
            if (name is null)
                arguments._words.Add(given[index]);
            else if (flags.Contains(name) && value is null)
                arguments._options[name] = "";
            else if (!valued.Contains(name))
                arguments.Problem = flags.Contains(name) ? $"--{name} takes no value." : $"There is no option --{name} here.";
            else if ((value ?? (index + 1 < given.Length ? given[++index] : null)) is { } present)
                arguments._options[name] = present;
            else
                arguments.Problem = $"--{name} needs a value.";
        }

        return arguments;
    }

    private static (string? Name, string? Value) Split(string text)
    {
        if (!text.StartsWith("--", StringComparison.Ordinal) || text.Length == 2)
            return (null, null);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text[2..], null) : (text[2..equals], text[(equals + 1)..]);
    }
}
