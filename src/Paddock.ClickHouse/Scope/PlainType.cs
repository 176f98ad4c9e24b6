namespace Paddock.ClickHouse.Scope;

internal static class PlainType
{
    private const string Wrapper = "LowCardinality(";

    /// <summary>The type without LowCardinality anywhere in it: Map(LowCardinality(String), String) becomes Map(String, String).</summary>
    public static string Of(string type)
    {
        while (type.IndexOf(Wrapper, StringComparison.Ordinal) is var start and >= 0)
        {
            var depth = 1;
            var end = start + Wrapper.Length;
            for (; depth > 0; end++)
                depth += type[end] switch { '(' => 1, ')' => -1, _ => 0 };
            type = type[..start] + type[(start + Wrapper.Length)..(end - 1)] + type[end..];
        }
        return type;
    }
}
