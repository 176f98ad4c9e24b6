using System.Runtime.InteropServices;

namespace Paddock.Protocols.Sentry.Grouping;

internal static class StackIngredients
{
    /// <summary>Writes one line for each frame that counts; false when none does.</summary>
    public static bool Write(GroupingInput input, StackParts stack, string platform, StackVariant variant)
    {
        var before = input.Ingredients.Length;
        var frames = CollectionsMarshal.AsSpan(input.Frames).Slice(stack.First, stack.Count);
        var onlyApplication = variant == StackVariant.Application && HasApplicationFrame(frames);
        var surplus = input.MostFrames == 0 ? 0 : Count(input, frames, onlyApplication) - input.MostFrames;
        var noted = input.Notes?.Count ?? 0;
        for (var index = 0; index < frames.Length; index++)
        {
            ref readonly var frame = ref frames[index];
            var framePlatform = frame.Platform.IsEmpty ? platform : input[frame.Platform];
            var ignored = WhyIgnored(input, frames, index, onlyApplication) ?? (surplus-- > 0 ? "frames further in are enough (max-frames)" : null);
            var start = input.Ingredients.Length;
            if (ignored is null)
                FrameIngredients.Write(input, frame, framePlatform);
            if (input.Notes is not null)
                Note(input, frame, start, ignored);
        }
        if (frames.Length == 1 && FrameIngredients.IsScriptWithoutFunction(input, frames[0], platform))
        {
            input.Ingredients.Truncate(before);
            input.Notes?.RemoveRange(noted, input.Notes.Count - noted);
            input.Notes?.Add(new("frame", FrameIngredients.PlaceOf(input, frames[0]), "one frame of a script without a function says nothing"));
        }
        return input.Ingredients.Length > before;
    }

    private static string? WhyIgnored(GroupingInput input, ReadOnlySpan<FrameParts> frames, int index, bool onlyApplication) =>
        frames[index].IsLeftOut ? "left out"
        : onlyApplication && frames[index].InApp != true ? "not the application’s"
        : index > 0 && IsRecursion(input, frames[index - 1], frames[index]) ? "the same place again (recursion)"
        : null;

    private static int Count(GroupingInput input, ReadOnlySpan<FrameParts> frames, bool onlyApplication)
    {
        var count = 0;
        for (var index = 0; index < frames.Length; index++)
            count += WhyIgnored(input, frames, index, onlyApplication) is null ? 1 : 0;
        return count;
    }

    private static void Note(GroupingInput input, in FrameParts frame, int start, string? ignored)
    {
        var written = input.Ingredients.Span[start..];
        if (ignored is null && written.IsEmpty)
            ignored = "it says nothing that could tell errors apart";
        if (ignored is not null && frame.Rule is { } rule)
            ignored += $", by the rule {rule}";
        input.Notes!.Add(new("frame", ignored is null ? written["frame".Length..].Trim().ToString() : FrameIngredients.PlaceOf(input, frame), ignored));
    }

    private static bool HasApplicationFrame(ReadOnlySpan<FrameParts> frames)
    {
        foreach (ref readonly var frame in frames)
        {
            if (frame.InApp == true && !frame.IsLeftOut)
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
