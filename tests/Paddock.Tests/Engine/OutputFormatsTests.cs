using System.Text;
using Paddock.Engine.Http;

namespace Paddock.Tests.Engine;

public sealed class OutputFormatsTests
{
    [Theory]
    [InlineData("SELECT 1", "TabSeparated", "TabSeparated")]
    [InlineData("SELECT 1", "JSON", null)]
    [InlineData("SELECT 1 FORMAT native", "JSON", "Native")]
    [InlineData("WITH 1 AS x SELECT x FORMAT CSV SETTINGS max_threads = 1", "JSON", "CSV")]
    [InlineData("SELECT 1 FORMAT JSON;", "CSV", null)]
    [InlineData("SELECT 1 FORMAT CSV;", "JSON", "CSV")]
    [InlineData("SELECT 'FORMAT JSON', (SELECT 1 AS format) -- FORMAT JSON", "CSV", "CSV")]
    [InlineData("SELECT $x$ FORMAT JSON $x$", "CSV", "CSV")]
    [InlineData("SELECT format, a FROM t", "CSV", null)]
    [InlineData("SELECT format CSV FROM t FORMAT JSON", "JSON", null)]
    [InlineData("SHOW TABLES", "CSV", null)]
    [InlineData("EXPLAIN SELECT 1", "CSV", null)]
    public void Only_what_can_be_joined_is_streamed(string sql, string defaultFormat, string? expected) =>
        Assert.Equal(expected, OutputFormats.Streamable(Encoding.UTF8.GetBytes(sql), defaultFormat)?.Name);
}
