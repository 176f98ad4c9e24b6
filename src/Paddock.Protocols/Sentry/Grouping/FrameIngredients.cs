namespace Paddock.Protocols.Sentry.Grouping;

/// <summary>
/// A frame is its module, else its file's name, its function, and the source line where the platform's source can be trusted; never its line number:
/// code moves.
/// </summary>
internal static class FrameIngredients
{
    private const int LongestContextLine = 120;

    public static void Write(GroupingInput input, in FrameParts frame, ReadOnlySpan<char> platform)
    {
        var isScript = Platforms.IsScript(platform);
        if (isScript && IsLowQuality(input, frame))
            return;
        var ingredients = input.Ingredients;
        var start = ingredients.Length;
        ingredients.Append("frame");
        var empty = ingredients.Length;
        WritePlace(input, frame, platform);
        var hasContext = Platforms.HasTrustedSource(platform) && CanUseContext(input, frame, isScript);
        // Function names that a source map gives are guesses: with the source line at hand they are not needed.
        if (!(isScript && frame.HasSourceMap && hasContext))
            WriteFunction(input, frame, platform);
        if (hasContext)
        {
            ingredients.Append(" line=");
            WriteCollapsed(input, frame);
        }
        if (ingredients.Length == empty)
            ingredients.Truncate(start);
        else
            ingredients.Append('\n');
    }

    /// <summary>Where it is, as the client says it.</summary>
    public static string PlaceOf(GroupingInput input, in FrameParts frame)
    {
        var place = frame.Module.IsEmpty ? frame.FileName.IsEmpty ? frame.AbsolutePath : frame.FileName : frame.Module;
        return frame.Function.IsEmpty ? input[place].ToString() : $"{input[place]} in {input[frame.Function]}";
    }

    public static bool IsScriptWithoutFunction(GroupingInput input, in FrameParts frame, string platform) =>
        frame.Function.IsEmpty && IsUrl(input[frame.AbsolutePath]) && Platforms.IsScript(frame.Platform.IsEmpty ? platform : input[frame.Platform]);

    private static void WritePlace(GroupingInput input, in FrameParts frame, ReadOnlySpan<char> platform)
    {
        var module = ModuleNames.Clean(input[frame.Module], input[frame.AbsolutePath], platform);
        if (!module.IsEmpty)
        {
            input.Ingredients.Append(" module=");
            input.Ingredients.Append(module);
            return;
        }
        var file = input[frame.FileName];
        file = file[(file.LastIndexOfAny('/', '\\') + 1)..];
        if (file.IsEmpty || file is "<anonymous>" or "[native code]" || IsUrl(input[frame.AbsolutePath]))
            return;
        input.Ingredients.Append(" file=");
        var lower = input.Ingredients.Free(file.Length);
        input.Ingredients.Advance(file.ToLowerInvariant(lower));
    }

    private static void WriteFunction(GroupingInput input, in FrameParts frame, ReadOnlySpan<char> platform)
    {
        var function = FunctionNames.Clean(input[frame.Function], input[frame.RawFunction], platform);
        if (function.IsEmpty)
            return;
        input.Ingredients.Append(" function=");
        input.Ingredients.Append(function);
    }

    private static bool CanUseContext(GroupingInput input, in FrameParts frame, bool isScript) =>
        frame.ContextLine.Length <= LongestContextLine
        && !input[frame.ContextLine].IsWhiteSpace()
        && !(isScript && frame.Function.IsEmpty && IsUrl(input[frame.AbsolutePath]));

    // Runs of blanks count as one: formatting is no change of code.
    private static void WriteCollapsed(GroupingInput input, in FrameParts frame)
    {
        var line = input[frame.ContextLine].Trim();
        var afterBlank = false;
        foreach (var character in line)
        {
            var isBlank = char.IsWhiteSpace(character);
            if (!isBlank)
                input.Ingredients.Append(character);
            else if (!afterBlank)
                input.Ingredients.Append(' ');
            afterBlank = isBlank;
        }
    }

    private static bool IsLowQuality(GroupingInput input, in FrameParts frame)
    {
        var function = frame.RawFunction.IsEmpty ? input[frame.Function] : input[frame.RawFunction];
        return function[(function.LastIndexOf('.') + 1)..] is "eval"
            || input[frame.AbsolutePath] is "[native code]" or "native code" or "eval code" or "<anonymous>";
    }

    private static bool IsUrl(ReadOnlySpan<char> path) => path.StartsWith("http://") || path.StartsWith("https://") || path.StartsWith("blob:");
}
