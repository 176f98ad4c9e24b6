using System.Text.Json;
using Paddock.ClickHouse;

namespace Paddock.Tests.ClickHouse.Scope;

public sealed class LegitimateQueryTests(ScopeStores stores)
{
    public static TheoryData<string, string> Queries => new(LegitimateQueries.All);

    public static TheoryData<string, string, string, string> QueriesWithParameters => new(LegitimateQueries.WithParameters);

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_query_over_the_views_gets_its_rows(string query, string rows) => AssertRows(rows, await (await stores.CrowdedAsync()).AskAsync(query));

    [Theory]
    [MemberData(nameof(QueriesWithParameters))]
    public async Task A_parameter_is_a_value_and_nothing_else(string query, string name, string value, string rows) =>
        AssertRows(rows, await (await stores.CrowdedAsync()).AskAsync(query, Parameter(name, value)));

    private static QueryParameters Parameter(string name, string value)
    {
        var parameters = new QueryParameters();
        if (value is ['[', ..])
            parameters.AddText(name, value);
        else
            parameters.Add(name, value);
        return parameters;
    }

    [Fact]
    public void There_are_at_least_sixty_queries() => Assert.True(LegitimateQueries.All.Length >= 60);

    private static void AssertRows(string expected, string actual)
    {
        Assert.StartsWith("[", actual);
        using var wanted = JsonDocument.Parse(expected);
        using var got = JsonDocument.Parse(actual);
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, got.RootElement), $"expected {expected}, got {actual}");
    }
}
