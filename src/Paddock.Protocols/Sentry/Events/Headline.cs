using Paddock.Protocols.Sentry.Grouping;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>What a list shows of an event: title, type, value, culprit, and whether anybody handled it.</summary>
internal static class Headline
{
    private const int LongestTitle = 256;
    private const string Unlabeled = "<unlabeled event>";

    public static void Set(ErrorEvent target, GroupingInput input)
    {
        if (input.Exceptions.Count > 0)
        {
            // Oldest cause first: the last one is what was raised in the end.
            var raised = input.Exceptions[^1];
            target.Type = Text(input[raised.Type]);
            target.Value = Text(input[raised.Value]);
            target.Handled = HandledOf(input.Exceptions);
        }
        target.Title = target.Type ?? FirstLine(target.Value) ?? FirstLine(target.Message) ?? Unlabeled;
        if (input.Exceptions.Count == 0 && !input[input.Message].SequenceEqual(target.Message))
            target.Value = Text(input[input.Message]);
        target.Culprit = target.Transaction ?? target.Culprit ?? CulpritOf(input);
    }

    private static bool? HandledOf(List<ExceptionParts> exceptions)
    {
        for (var index = exceptions.Count - 1; index >= 0; index--)
        {
            if (exceptions[index].Handled is { } handled)
                return handled;
        }
        return null;
    }

    private static string? CulpritOf(GroupingInput input)
    {
        var stack = input.Exceptions.Count > 0 ? input.Exceptions[^1].Stack : default;
        if (stack.Count == 0)
            stack = input.ThreadStacks.Count == 1 ? input.ThreadStacks[0] : input.OwnStack ?? default;
        if (stack.Count == 0)
            return null;
        var frame = input.Frames[stack.First + stack.Count - 1];
        for (var index = stack.First + stack.Count - 1; index >= stack.First; index--)
        {
            if (input.Frames[index].InApp == true)
            {
                frame = input.Frames[index];
                break;
            }
        }
        var place = frame.Module.IsEmpty ? frame.FileName : frame.Module;
        return (place.IsEmpty, frame.Function.IsEmpty) switch
        {
            (true, true) => null,
            (true, false) => input[frame.Function].ToString(),
            (false, true) => input[place].ToString(),
            _ => string.Concat(input[place], " in ", input[frame.Function]),
        };
    }

    private static string? FirstLine(string? text)
    {
        var line = text.AsSpan().Trim();
        if (line.IndexOfAny('\r', '\n') is var end and >= 0)
            line = line[..end].TrimEnd();
        if (line.Length > LongestTitle)
            return string.Concat(line[..(LongestTitle - (char.IsHighSurrogate(line[LongestTitle - 2]) ? 2 : 1))], "…");
        return Text(line);
    }

    private static string? Text(ReadOnlySpan<char> text) => text.IsWhiteSpace() ? null : text.Trim().ToString();
}
