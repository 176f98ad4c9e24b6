using System.Text;

namespace Paddock.ClickHouse;

/// <summary>The query part of a request's address: ClickHouse takes everything about a statement but its text and data from there.</summary>
internal static class StatementAddress
{
    public static Uri Of(string database, QueryOptions options, IEnumerable<KeyValuePair<string, string>> ownSettings, string? query = null)
    {
        var address = new StringBuilder("?database=").Append(Uri.EscapeDataString(options.Database ?? database));
        if (options.QueryId is { } id)
            Append(address, "query_id", id);
        if (options.Owner is { } owner)
            Append(address, "quota_key", owner);
        foreach (var (name, value) in ownSettings.Where(own => !options.Settings.ContainsKey(own.Key)).Concat(options.Settings))
            Append(address, name, value);
        foreach (var (name, value) in options.Parameters)
            Append(address, "param_" + name, value);
        if (query is not null)
            Append(address, "query", query);
        return new Uri(address.ToString(), UriKind.Relative);
    }

    private static void Append(StringBuilder address, string name, string value) =>
        address.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
}
