using System.Collections;
using System.Globalization;

namespace Paddock.ClickHouse;

/// <summary>
/// Values for <c>{name:Type}</c>, kept as the text that ClickHouse reads: <c>new QueryParameters { { "project", 7 }, { "level", "error" } }</c>.
/// Times go as DateTime64(9, 'UTC') or coarser; nanoseconds go as Int64 with <c>fromUnixTimestamp64Nano</c>.
/// </summary>
public sealed class QueryParameters : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> values = [];

    public void Add(string name, string value) => AddText(name, Escape(value));

    public void Add(string name, long value) => AddText(name, value.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, ulong value) => AddText(name, value.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, double value) => AddText(name, value.ToString("R", CultureInfo.InvariantCulture));

    public void Add(string name, Guid value) => AddText(name, value.ToString());

    public void Add(string name, DateTimeOffset value) => AddText(name, value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture));

    /// <summary>For <c>{name:Array(String)}</c>.</summary>
    public void Add(string name, IEnumerable<string> values) => AddText(name, $"[{string.Join(',', values.Select(Quote))}]");

    /// <summary>For <c>{name:Array(UInt64)}</c> and the narrower integers.</summary>
    public void Add(string name, IEnumerable<ulong> values) => AddText(name, $"[{string.Join(',', values)}]");

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A value written as ClickHouse reads it already: a number, true or false, or a list whose texts are quoted and escaped.</summary>
    public void AddText(string name, string text) => values.Add(new(name, text));

    // A parameter is read as a field of TabSeparated.
    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\0", "\\0");

    // Inside an array a string is a literal.
    private static string Quote(string text) => $"'{Escape(text).Replace("'", "\\'")}'";
}
