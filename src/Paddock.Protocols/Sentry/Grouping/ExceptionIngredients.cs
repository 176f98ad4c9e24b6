namespace Paddock.Protocols.Sentry.Grouping;

/// <summary>
/// An exception is its stack and its type; its value counts only where the stack gives nothing. A chain is the list of all its exceptions,
/// so that another cause is another issue.
/// </summary>
internal static class ExceptionIngredients
{
    public static void WriteChain(GroupingInput input, string platform, StackVariant variant)
    {
        var exceptions = input.Exceptions;
        if (!exceptions.Exists(exception => exception.IsGroup))
        {
            foreach (var exception in exceptions)
                Write(input, exception, platform, variant);
            return;
        }
        // Of a group of exceptions, what is in it counts, each kind once: ten failed tasks are the issue that three were.
        var seen = new List<(int Start, int Length)>();
        foreach (var exception in exceptions)
        {
            if (exception.IsGroup && exceptions.Count > 1)
            {
                input.Notes?.Add(new("type", input[exception.Type].ToString(), "of a group of exceptions, what is in it counts"));
                continue;
            }
            var noted = input.Notes?.Count ?? 0;
            var start = input.Ingredients.Length;
            Write(input, exception, platform, variant);
            var length = input.Ingredients.Length - start;
            if (seen.Exists(other => input.Ingredients.Span.Slice(other.Start, other.Length).SequenceEqual(input.Ingredients.Span.Slice(start, length))))
            {
                input.Ingredients.Truncate(start);
                input.Notes?.RemoveRange(noted, input.Notes.Count - noted);
                input.Notes?.Add(new("type", input[exception.Type].ToString(), "the same is in the group already"));
            }
            else
                seen.Add((start, length));
        }
    }

    private static void Write(GroupingInput input, in ExceptionParts exception, string platform, StackVariant variant)
    {
        var hasStack = StackIngredients.Write(input, exception.Stack, platform, variant);
        if (!exception.Type.IsEmpty && !exception.IsSynthetic)
            EventGrouping.WriteLine(input, "type", input[exception.Type]);
        else if (!exception.Type.IsEmpty)
            input.Notes?.Add(new("type", input[exception.Type].ToString(), "it names nothing real (synthetic)"));
        if (input[exception.Value].IsWhiteSpace())
            return;
        if (hasStack)
            input.Notes?.Add(new("value", input[exception.Value].ToString(), "the stack says more"));
        else
            EventGrouping.WriteLine(input, "value", MessageParameters.Replace(input[exception.Value]));
    }
}
