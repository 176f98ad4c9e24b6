namespace Paddock.Signals.Product;

/// <summary>
/// How many new links a project may make: a storm of made-up ids must not fill memory and the relational store. An import of many people goes through at
/// once; what is refused is linked by the next event that names both ids.
/// </summary>
internal sealed class LinkAllowance(TimeProvider time)
{
    public const int AtOnce = 100_000;
    public const int PerMinute = 10_000;

    private double _left = AtOnce;
    private long _at = time.GetTimestamp();

    public bool HasAny => Refill() >= 1;

    public bool TryTake()
    {
        if (!HasAny) return false;
        _left--;
        return true;
    }

    private double Refill()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(AtOnce, _left + time.GetElapsedTime(_at, now).TotalMinutes * PerMinute);
        _at = now;
        return _left;
    }
}
