using System.Globalization;

namespace Paddock.Engine.Faults;

/// <summary>What shall go wrong, where, and the how-manieth time that place is passed.</summary>
internal sealed record Fault(FaultAction Action, FaultPoint Point, int Nth)
{
    /// <summary>`ACTION:POINT[:N]`, such as `kill:after-insert-before-reply` or `fail:before-insert:3`; `insert` is short for `before-insert`.</summary>
    internal static Fault Parse(string text)
    {
        var parts = text.Trim().Split(':');
        var action = parts[0] switch
        {
            "kill" => FaultAction.Kill,
            "fail" => FaultAction.Fail,
            "hang" => FaultAction.Hang,
            _ => throw new FormatException($"PADDOCK_FAULT: \"{parts[0]}\" is none of kill, fail, hang"),
        };
        var point = parts.ElementAtOrDefault(1) switch
        {
            "insert" or "before-insert" => FaultPoint.BeforeInsert,
            "after-insert-before-reply" => FaultPoint.AfterInsertBeforeReply,
            var unknown => throw new FormatException($"PADDOCK_FAULT: \"{unknown}\" is none of before-insert, after-insert-before-reply"),
        };
        return new Fault(action, point, parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : 1);
    }
}

internal enum FaultAction
{
    /// <summary>SIGKILL to the engine's own process.</summary>
    Kill,

    /// <summary>The request fails with code 999, as a lost keeper session would.</summary>
    Fail,

    /// <summary>The request is never answered.</summary>
    Hang,
}
