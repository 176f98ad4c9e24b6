namespace Paddock.Signals.Errors;

internal static class Timestamps
{
    /// <summary>ClickHouse's "2026-11-23 10:00:00.123456789" in UTC as ISO 8601.</summary>
    public static string Iso(string clickHouse) => string.Concat(clickHouse.AsSpan(0, 10), "T", clickHouse.AsSpan(11), "Z");
}
