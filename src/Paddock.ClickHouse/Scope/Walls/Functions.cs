using System.Collections.Frozen;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.ClickHouse.Scope.Walls;

/// <summary>The functions that a project's query may call; whatever is not on the lists is refused.</summary>
internal static class Functions
{
    private static readonly FrozenSet<string> Scalars = WordList.Of(
        ScalarFunctions.Operators,
        ScalarFunctions.Numbers,
        ScalarFunctions.Times,
        ScalarFunctions.Conversions,
        ScalarFunctions.Texts,
        ScalarFunctions.Web,
        ScalarFunctions.Documents,
        ScalarFunctions.Collections).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Aggregates = WordList.Of(AggregateFunctions.Names).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> List => Scalars.Concat(Aggregates);

    public static bool IsAllowed(string name) => Scalars.Contains(name) || IsAggregate(name);

    private static bool IsAggregate(string name)
    {
        if (Aggregates.Contains(name))
            return true;
        foreach (var combinator in AggregateFunctions.Combinators)
            if (name.Length > combinator.Length && name.EndsWith(combinator, StringComparison.OrdinalIgnoreCase))
                return IsAggregate(name[..^combinator.Length]);
        return false;
    }
}
