using System.Buffers;
using System.Text;

namespace Paddock.Protocols.Statements;

/// <summary>How a database writes strings and names, as far as they are told apart by it.</summary>
/// <param name="HasBackslashes">A backslash in a string escapes what follows it.</param>
/// <param name="HasDoubleQuotedStrings">Text in double quotes is a value, not a name; and # begins a comment.</param>
/// <param name="HasBracketNames">Text in square brackets may be a name.</param>
internal readonly record struct SqlDialect(bool HasBackslashes, bool HasDoubleQuotedStrings, bool HasBracketNames)
{
    public static readonly SqlDialect MySql = new(HasBackslashes: true, HasDoubleQuotedStrings: true, HasBracketNames: false);

    // A backslash more swallows a value too many, one less may show a value.
    private static readonly SqlDialect s_unknown = new(HasBackslashes: true, HasDoubleQuotedStrings: false, HasBracketNames: true);

    public static SqlDialect Of(ReadOnlySpan<byte> system)
    {
        Span<char> name = stackalloc char[24];
        return system.Length > name.Length || Ascii.ToLower(system, name, out var length) != OperationStatus.Done ? s_unknown : name[..length] switch
        {
            "mysql" or "mariadb" or "tidb" or "bigquery" or "neo4j" or "hive" or "spark" or "databricks" => MySql,
            "postgresql" or "postgres" or "cockroachdb" or "redshift" or "oracle" or "oracle.db" or "db2" or "ibm.db2" or "cassandra" or "h2database" => default,
            "mssql" or "microsoft.sql_server" or "sqlite" => new SqlDialect(HasBackslashes: false, HasDoubleQuotedStrings: false, HasBracketNames: true),
            "clickhouse" or "snowflake" => new SqlDialect(HasBackslashes: true, HasDoubleQuotedStrings: false, HasBracketNames: false),
            _ => s_unknown,
        };
    }
}
