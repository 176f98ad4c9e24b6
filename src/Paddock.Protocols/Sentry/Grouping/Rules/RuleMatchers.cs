namespace Paddock.Protocols.Sentry.Grouping.Rules;

/// <summary>All of these have to fit.</summary>
internal sealed class RuleMatchers(IReadOnlyList<RuleMatcher> matchers)
{
    private readonly RuleMatcher[] _event = Of(matchers, RuleScope.Event), _message = Of(matchers, RuleScope.Message), _exception = Of(matchers, RuleScope.Exception), _frame = Of(matchers, RuleScope.Frame);

    public bool AsksFrames => _frame.Length > 0;

    /// <summary>All but what is asked of frames.</summary>
    public bool FitEvent(ErrorEvent target, GroupingInput input)
    {
        foreach (var each in _event)
        {
            if (!each.Fits(target))
                return false;
        }
        return (_message.Length == 0 || FitMessage(target, input)) && (_exception.Length == 0 || FitAnyException(input));
    }

    public bool FitFrame(GroupingInput input, in FrameParts frame)
    {
        foreach (var each in _frame)
        {
            if (!each.Fits(input, frame))
                return false;
        }
        return true;
    }

    public bool FitAnyFrame(GroupingInput input)
    {
        foreach (var frame in input.Frames)
        {
            if (FitFrame(input, frame))
                return true;
        }
        return false;
    }

    private bool FitAnyException(GroupingInput input)
    {
        foreach (var exception in input.Exceptions)
        {
            var fits = true;
            foreach (var each in _exception)
                fits &= each.Fits(input, exception);
            if (fits)
                return true;
        }
        return false;
    }

    // The event's message, or what an exception says.
    private bool FitMessage(ErrorEvent target, GroupingInput input)
    {
        if (target.Message is { } message && FitText(message))
            return true;
        foreach (var exception in input.Exceptions)
        {
            if (FitText(input[exception.Value]))
                return true;
        }
        return false;
    }

    private bool FitText(ReadOnlySpan<char> text)
    {
        foreach (var each in _message)
        {
            if (!each.Fits(text))
                return false;
        }
        return true;
    }

    private static RuleMatcher[] Of(IReadOnlyList<RuleMatcher> matchers, RuleScope scope) => [.. matchers.Where(matcher => matcher.Scope == scope)];
}
