namespace Paddock.ClickHouse.Scope;

/// <summary>What became of a query: exactly one of the two is there.</summary>
public readonly record struct ScopedResult(ScopedAnswer? Answer, QueryRefusal? Refusal)
{
    public static implicit operator ScopedResult(ScopedAnswer answer) => new(answer, null);

    public static implicit operator ScopedResult(QueryRefusal refusal) => new(null, refusal);
}
