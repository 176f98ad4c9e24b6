namespace Paddock.Protocols.Otlp;

/// <summary>What became of the records so far.</summary>
internal sealed class OtlpCounts
{
    public int Accepted { get; set; }

    public int Malformed { get; set; }

    public int TooOld { get; set; }

    public int InFuture { get; set; }

    public int OverLimit { get; set; }

    public int WithoutValue { get; set; }

    public void Clear() => Accepted = Malformed = TooOld = InFuture = OverLimit = WithoutValue = 0;

    /// <summary>Whether there is room for one more record; counts it if not.</summary>
    public bool HasRoom()
    {
        var hasRoom = Accepted + Malformed + TooOld + InFuture + WithoutValue < OtlpLimits.Records;
        if (!hasRoom)
            OverLimit++;
        return hasRoom;
    }

    /// <summary>Whether the time is kept; counts the record if not.</summary>
    public bool IsInRange(long time, in OtlpContext context)
    {
        if (time < context.Oldest)
            TooOld++;
        else if (time > context.Newest)
            InFuture++;
        else
            return true;
        return false;
    }

    public OtlpResult ToResult(OtlpStatus status) => new(status, Accepted, Malformed, TooOld, InFuture, OverLimit, WithoutValue);
}
