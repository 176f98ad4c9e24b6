namespace Paddock.Protocols.Sentry.Grouping;

internal static class StackIngredients
{
    /// <summary>Writes one line for each frame that counts; false when none does.</summary>
    public static bool Write(GroupingInput input, StackParts stack, string platform, StackVariant variant)
    {
        var before = input.Ingredients.Length;
        var frames = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(input.Frames).Slice(stack.First, stack.Count);
        var onlyApplication = variant == StackVariant.Application && HasApplicationFrame(frames);
        for (var index = 0; index < frames.Length; index++)
        {
            ref readonly var frame = ref frames[index];
            if (onlyApplication && frame.InApp != true)
                continue;
            if (index > 0 && IsRecursion(input, frames[index - 1], frame))
                continue;
            FrameIngredients.Write(input, frame, frame.Platform.IsEmpty ? platform : input[frame.Platform]);
        }
        if (frames.Length == 1 && FrameIngredients.IsScriptWithoutFunction(input, frames[0], platform))
            input.Ingredients.Truncate(before);
        return input.Ingredients.Length > before;
    }

    private static bool HasApplicationFrame(ReadOnlySpan<FrameParts> frames)
    {
        foreach (ref readonly var frame in frames)
        {
            if (frame.InApp == true)
                return true;
        }
        return false;
    }

    // The same place calling itself: how deep it went is chance.
    private static bool IsRecursion(GroupingInput input, in FrameParts one, in FrameParts other) =>
        one.Line == other.Line && one.Column == other.Column
        && input[one.Function].SequenceEqual(input[other.Function])
        && input[one.Module].SequenceEqual(input[other.Module])
        && input[one.FileName].SequenceEqual(input[other.FileName])
        && input[one.AbsolutePath].SequenceEqual(input[other.AbsolutePath]);
}
