using System.Text.RegularExpressions;

namespace Paddock.Protocols.Sentry.Grouping.Rules;

/// <summary><c>{{ type }}</c> and the like in a fingerprint: what the event says of it, or <c>&lt;no-type&gt;</c>.</summary>
internal static partial class FingerprintVariables
{
    private const string Names = "default, type, value, function, module, path, message, level, logger, transaction, release or tags.NAME";

    /// <exception cref="FormatException">a variable of a rule means nothing</exception>
    public static void Check(string part)
    {
        foreach (Match variable in Variable().Matches(part))
        {
            var name = variable.Groups["name"].Value;
            if (!(name is "default" || IsKnown(name)))
                throw new FormatException($"“{{{{ {name} }}}}” is unknown: write {Names}.");
            if (name is "default" && variable.Length != part.Length)
                throw new FormatException("“{{ default }}” stands alone: put a space or a comma beside it.");
        }
    }

    public static List<string> ExpandAll(List<string> parts, ErrorEvent target, GroupingInput input) => parts.ConvertAll(part => Expand(part, target, input));

    // What means nothing is left as it is: a client wrote it.
    private static string Expand(string part, ErrorEvent target, GroupingInput input) =>
        Variable().Replace(part, match => match.Groups["name"].Value is var name && IsKnown(name) ? ValueOf(name, target, input) ?? $"<no-{Short(name)}>" : match.Value);

    private static bool IsKnown(string name) =>
        Short(name) is "type" or "value" or "function" or "module" or "path" or "message" or "level" or "logger" or "transaction" or "release" || (name.StartsWith("tags.", StringComparison.Ordinal) && name.Length > 5);

    private static string Short(string name) => name switch
    {
        "error.type" => "type",
        "error.value" => "value",
        "stack.function" => "function",
        "stack.module" => "module",
        "stack.abs_path" => "path",
        _ => name,
    };

    private static string? ValueOf(string name, ErrorEvent target, GroupingInput input) => Short(name) switch
    {
        "type" => input.Exceptions.Count > 0 ? Text(input[input.Exceptions[^1].Type]) : null,
        "value" => input.Exceptions.Count > 0 ? Text(input[input.Exceptions[^1].Value]) : null,
        "function" => Text(input[Innermost(input).Function]),
        "module" => Text(input[Innermost(input).Module]),
        "path" => Innermost(input) is var frame && frame.AbsolutePath.IsEmpty ? Text(input[frame.FileName]) : Text(input[frame.AbsolutePath]),
        "message" => target.Message ?? (input.Exceptions.Count > 0 ? Text(input[input.Exceptions[^1].Value]) : null),
        "level" => target.Level,
        "logger" => target.Logger,
        "transaction" => target.Transaction,
        "release" => target.Release,
        var tag => target.Tags.FirstOrDefault(each => tag.AsSpan(5).SequenceEqual(each.Key)).Value,
    };

    // Of the raised exception, the innermost frame of the application, else the innermost.
    private static FrameParts Innermost(GroupingInput input)
    {
        var stack = input.Exceptions.Count > 0 ? input.Exceptions[^1].Stack : input.OwnStack ?? (input.ThreadStacks.Count == 1 ? input.ThreadStacks[0] : default);
        if (stack.Count == 0)
            return default;
        for (var index = stack.First + stack.Count - 1; index >= stack.First; index--)
        {
            if (input.Frames[index].InApp == true)
                return input.Frames[index];
        }
        return input.Frames[stack.First + stack.Count - 1];
    }

    private static string? Text(ReadOnlySpan<char> text) => text.IsWhiteSpace() ? null : text.ToString();

    [GeneratedRegex(@"\{\{\s{0,4}(?<name>[^{}\s]{1,100})\s{0,4}\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
