using System.Globalization;
using System.Runtime.InteropServices;

namespace Paddock.Protocols.Sentry.Grouping.Rules;

/// <summary><c>matchers actions</c>: marks the frames that fit, or all before (^) or behind (v) them, before anything is hashed.</summary>
internal sealed class StackRule
{
    private const string Actions = "+app, -app, +group, -group (each perhaps with ^ or v before it) or max-frames=N";
    private readonly string _text;
    private readonly RuleMatchers _matchers;
    private readonly List<Mark> _marks;
    private readonly int? _mostFrames;

    private StackRule(string text, RuleMatchers matchers, List<Mark> marks, int? mostFrames) => (_text, _matchers, _marks, _mostFrames) = (text, matchers, marks, mostFrames);

    private readonly record struct Mark(char Range, bool Sets, bool IsApp);

    public static IReadOnlyList<StackRule> ParseAll(string text, out RuleProblem? problem) => RuleText.ReadAll(text, true, Parse, out problem);

    public void Apply(ErrorEvent target, GroupingInput input)
    {
        if (!_matchers.FitEvent(target, input))
            return;
        if (_mostFrames is { } most && (!_matchers.AsksFrames || _matchers.FitAnyFrame(input)))
            input.MostFrames = most;
        if (_marks.Count == 0)
            return;
        foreach (var exception in input.Exceptions)
            Apply(input, exception.Stack);
        foreach (var stack in input.ThreadStacks)
            Apply(input, stack);
        if (input.OwnStack is { } own)
            Apply(input, own);
    }

    // Of the frames as they are before this rule, oldest call first.
    private void Apply(GroupingInput input, StackParts stack)
    {
        var frames = CollectionsMarshal.AsSpan(input.Frames).Slice(stack.First, stack.Count);
        var (first, last) = (-1, -1);
        Span<bool> fits = stackalloc bool[frames.Length];
        for (var index = 0; index < frames.Length; index++)
        {
            if (!(fits[index] = _matchers.FitFrame(input, frames[index])))
                continue;
            first = first < 0 ? index : first;
            last = index;
        }
        if (first < 0)
            return;
        foreach (var mark in _marks)
        {
            for (var index = 0; index < frames.Length; index++)
            {
                if (mark.Range switch { '^' => index < last, 'v' => index > first, _ => fits[index] })
                    Set(ref frames[index], mark);
            }
        }
    }

    private void Set(ref FrameParts frame, Mark mark)
    {
        if (mark.IsApp)
            frame.InApp = mark.Sets;
        else
            frame.IsLeftOut = !mark.Sets;
        frame.Rule = _text;
    }

    private static StackRule Parse(string line)
    {
        var words = RuleText.Words(line);
        var matchers = words.TakeWhile(static word => !IsAction(word)).Select(RuleMatcher.Parse).ToList();
        var actions = words.Skip(matchers.Count).ToList();
        if (matchers.Count == 0 || actions.Count == 0)
            throw new FormatException($"A rule is matchers, then actions: {Actions}.");
        var marks = new List<Mark>();
        int? most = null;
        foreach (var action in actions)
        {
            if (action.StartsWith("max-frames=", StringComparison.Ordinal))
                most = int.TryParse(action.AsSpan("max-frames=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 250 ? count : throw new FormatException("max-frames is 1 to 250.");
            else
                marks.Add(ParseMark(action));
        }
        return new StackRule(line, new RuleMatchers(matchers), marks, most);
    }

    private static bool IsAction(string word) => word[0] is '+' or '-' or '^' || word.StartsWith("v+", StringComparison.Ordinal) || word.StartsWith("v-", StringComparison.Ordinal) || word.StartsWith("max-frames=", StringComparison.Ordinal);

    private static Mark ParseMark(string action)
    {
        var range = action[0] is '^' or 'v' ? action[0] : ' ';
        var what = range == ' ' ? action : action[1..];
        return what switch
        {
            "+app" => new Mark(range, true, true),
            "-app" => new Mark(range, false, true),
            "+group" => new Mark(range, true, false),
            "-group" => new Mark(range, false, false),
            _ => throw new FormatException($"“{action}” is no action: write {Actions}."),
        };
    }
}
