using System.Text.RegularExpressions;

namespace Paddock.Protocols.Sentry.Grouping;

/// <summary>Takes out of a function's name what a compiler or template engine made up; empty when nothing is left that could tell functions apart.</summary>
internal static partial class FunctionNames
{
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> function, ReadOnlySpan<char> rawFunction, ReadOnlySpan<char> platform)
    {
        // C# began to shorten its names late; the raw one is what never changed.
        var name = function.IsEmpty || (platform is "csharp" && !rawFunction.IsEmpty) ? rawFunction : function;
        return platform switch
        {
            "javascript" or "node" => CleanScript(name),
            "ruby" => name.StartsWith("block ") ? "block" : ErbSuffix().Replace(name.ToString(), ""),
            "php" => CleanPhp(name),
            "java" => name.StartsWith("lambda$") ? default : name,
            _ => name is "<redacted>" or "<unknown>" ? default : name,
        };
    }

    // Object.foo and Foo.foo are foo: browsers do not agree on the rest.
    private static ReadOnlySpan<char> CleanScript(ReadOnlySpan<char> name)
    {
        name = name[(name.LastIndexOf('.') + 1)..];
        return name is "?" or "<anonymous function>" or "<anonymous>" or "Anonymous function" || name.EndsWith("/<") ? default : name;
    }

    private static ReadOnlySpan<char> CleanPhp(ReadOnlySpan<char> name)
    {
        if (name.StartsWith("class@anonymous") && name.LastIndexOf("::") is var method and >= 0)
            return name[(method + 2)..];
        return name.StartsWith("[Anonymous") || name.StartsWith("class@anonymous") ? default : name;
    }

    // _app_views_orders_show_html_erb___3621904_70001: two numbers of the running process.
    [GeneratedRegex("__+[0-9]{4,}_[0-9]{4,}$", RegexOptions.CultureInvariant)]
    private static partial Regex ErbSuffix();
}
