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
                continue;
            var start = input.Ingredients.Length;
            Write(input, exception, platform, variant);
            var length = input.Ingredients.Length - start;
            if (seen.Exists(other => input.Ingredients.Span.Slice(other.Start, other.Length).SequenceEqual(input.Ingredients.Span.Slice(start, length))))
                input.Ingredients.Truncate(start);
            else
                seen.Add((start, length));
        }
    }

    private static void Write(GroupingInput input, in ExceptionParts exception, string platform, StackVariant variant)
    {
        var hasStack = StackIngredients.Write(input, exception.Stack, platform, variant);
        if (!exception.Type.IsEmpty && !exception.IsSynthetic)
            EventGrouping.WriteLine(input.Ingredients, "type", input[exception.Type]);
        if (!hasStack && !input[exception.Value].IsWhiteSpace())
            EventGrouping.WriteLine(input.Ingredients, "value", MessageParameters.Replace(input[exception.Value]));
    }
}
