using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Paddock.Database.Postgres;

/// <summary>How the database is reached, and what it would not take as it is.</summary>
internal sealed class PostgresConnections : DbCommandInterceptor
{
    private const string DefaultName = "paddock";

    // A peer that is gone without a word is noticed so soon; seconds.
    private const int KeepAlive = 5;

    private static readonly PostgresConnections Rules = new();

    public static DbContextOptions<PostgresPaddockDb> Options(string connectionString) =>
        new DbContextOptionsBuilder<PostgresPaddockDb>().UseNpgsql(connectionString).AddInterceptors(Rules).Options;

    /// <summary>Reads <c>postgres://user:password@host:port/name?setting=value</c>; the settings are Npgsql's (<c>sslmode=require</c>, <c>host=/run/postgresql</c>).</summary>
    /// <returns>Null: it is no such address.</returns>
    public static string? Read(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("postgres" or "postgresql")) return null;
        var user = url.UserInfo.Split(':', 2);
        try
        {
            var settings = new NpgsqlConnectionStringBuilder { Database = url.AbsolutePath is "/" or "" ? DefaultName : Uri.UnescapeDataString(url.AbsolutePath[1..]), KeepAlive = KeepAlive, ApplicationName = "Paddock" };
            if (url.Host.Length > 0) settings.Host = url.IdnHost;
            if (url.Port > 0) settings.Port = url.Port;
            if (user[0].Length > 0) settings.Username = Uri.UnescapeDataString(user[0]);
            if (user.Length > 1) settings.Password = Uri.UnescapeDataString(user[1]);
            foreach (var setting in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                if (setting.Split('=', 2) is not [var name, var value]) return null;
                settings[Uri.UnescapeDataString(name)] = Uri.UnescapeDataString(value);
            }
            return settings.Host is null ? null : settings.ConnectionString;
        }
        catch (Exception unknown) when (unknown is ArgumentException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Of an address that <see cref="Read"/> has read, without user and password.</summary>
    public static string NameOf(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return $"{settings.Host}:{settings.Port}/{settings.Database}";
    }

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            if (parameter.Value is string text && !IsStorable(text)) parameter.Value = Storable(text);
            else if (parameter.Value is string[] texts) parameter.Value = Array.ConvertAll(texts, Storable);
            else if (parameter.Value is List<string> list) parameter.Value = list.ConvertAll(Storable);
        }
        return result;
    }

    // A text may hold what UTF-8 cannot (halves of surrogate pairs), and NUL, which PostgreSQL refuses: the title of somebody's error must not stop a batch.
    private static bool IsStorable(string text) => !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0', StringComparison.Ordinal);

    private static string Storable(string text) => IsStorable(text) ? text : System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
}
