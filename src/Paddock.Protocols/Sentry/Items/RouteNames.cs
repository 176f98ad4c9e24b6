namespace Paddock.Protocols.Sentry.Items;

/// <summary>
/// A transaction's name is a route only when its source says so: with <c>url</c> it has ids in it, with <c>view</c>, <c>component</c>, <c>task</c> and <c>custom</c>
/// it names code. Routes are a column of few values that joins signals; one URL among them a thousand times would be noise in every list.
/// </summary>
internal static class RouteNames
{
    private const int LongestMethod = 7;

    public static bool IsRoute(ReadOnlySpan<byte> source) => source.SequenceEqual("route"u8);

    public static string WithoutMethod(string name)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return space is > 0 and <= LongestMethod && !name.AsSpan(0, space).ContainsAnyExceptInRange('A', 'Z') ? name[(space + 1)..] : name;
    }

    /// <summary>"GET /orders/:id" names the method too, which is a column of its own.</summary>
    public static ReadOnlyMemory<byte> WithoutMethod(ReadOnlyMemory<byte> name)
    {
        var space = name.Span.IndexOf((byte)' ');
        return space is > 0 and <= LongestMethod && !name.Span[..space].ContainsAnyExceptInRange((byte)'A', (byte)'Z') ? name[(space + 1)..] : name;
    }
}
