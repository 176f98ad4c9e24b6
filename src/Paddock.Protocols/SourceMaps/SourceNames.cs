namespace Paddock.Protocols.SourceMaps;

/// <summary>Files as bundlers call them, and as their authors do.</summary>
internal static class SourceNames
{
    // Who is called by these calls somebody else in turn: their names are not those of the functions that they are given.
    private static readonly HashSet<string> Callers =
    [
        "forEach", "map", "filter", "reduce", "some", "every", "find", "then", "catch", "finally", "call", "apply", "bind",
        "setTimeout", "setInterval", "requestAnimationFrame", "queueMicrotask", "addEventListener", "Promise",
    ];

    /// <summary><c>webpack://shop/./src/cart.ts?a1b2</c> and <c>../../src/cart.ts</c> are src/cart.ts.</summary>
    public static string Readable(string source)
    {
        var name = source.AsSpan();
        var scheme = name.IndexOf("://");
        if (scheme > 0)
        {
            name = name[(scheme + 3)..];
            name = name[(name.IndexOf('/') + 1)..];
        }
        if (name.LastIndexOf('?') is > 0 and var query)
            name = name[..query];
        while (true)
        {
            if (name.StartsWith("./"))
                name = name[2..];
            else if (name.StartsWith("../"))
                name = name[3..];
            else
                return name.IsEmpty ? source : name.ToString();
        }
    }

    /// <summary>What the name at the place of a call tells of the function that was called; null: nothing.</summary>
    public static string? Called(string? name) => name is null || Callers.Contains(name) ? null : name;
}
