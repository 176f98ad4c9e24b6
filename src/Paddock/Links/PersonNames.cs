using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Pipeline.Reading;

namespace Paddock.Links;

/// <summary>What people are called: by the site itself (identify), else by what errors say of their user; a name before a user name, that before an e-mail address, the latest of each.</summary>
internal sealed class PersonNames(ClickHouseClient clickHouse)
{
    private const int Most = 100, LongestId = 500, LongestName = 200;

    private const string OfThem = """
        distinct_id IN (SELECT distinct_id FROM paddock.person_links FINAL WHERE project = {project:UInt32} AND person IN {people:Array(String)} UNION ALL SELECT arrayJoin({people:Array(String)}))
        """;

    /// <param name="project">A group of routes below /api/v1/projects/{id}, where access to the project has been checked.</param>
    public static void Map(IEndpointRouteBuilder project) => project.MapGet("/people/names", ReadAsync).WithName("listPersonNames").WithTags("Links");

    /// <summary>What people are called, by a name or an e-mail address; who is not known by one is left out.</summary>
    /// <param name="person">Ids, at most 100.</param>
    internal static async Task<Results<Ok<PersonNameList>, ProblemHttpResult>> ReadAsync(int id, string[]? person, PersonNames names, CancellationToken cancel)
    {
        var people = person ?? [];
        if (people.Length > Most || people.Any(static each => each.Length > LongestId)) return Questions.Problem("person", $"at most {Most} ids of at most {LongestId} characters");
        return TypedResults.Ok(new PersonNameList(people.Length == 0 ? [] : [.. (await names.OfAsync(id, people, cancel)).Select(static row => new PersonName(row.Who, row.Called))]));
    }

    private Task<List<NameRow>> OfAsync(int project, string[] people, CancellationToken cancel) => clickHouse.QueryAsync($$"""
        SELECT who, substringUTF8(argMax(said.1, (said.2, at)), 1, {{LongestName}}) AS called FROM
        (
            SELECT {{Correlation.Person}} AS who, time AS at, (value, multiIf(endsWith(lower(property), 'username'), 2, endsWith(lower(property), 'name'), 3, 1)) AS said
            FROM paddock.person_updates
            WHERE project = {project:UInt32} AND {{OfThem}} AND operation IN ('set', 'set_once') AND lower(property) IN ('name', '$name', 'username', '$username', 'email', '$email')
            UNION ALL
            SELECT {{Correlation.Person}} AS who, time AS at, arrayJoin([(JSONExtractString(user, 'name'), 3), (JSONExtractString(user, 'username'), 2), (user_email, 1)]) AS said
            FROM paddock.errors WHERE project = {project:UInt32} AND distinct_id != '' AND {{OfThem}}
        )
        WHERE said.1 NOT IN ('', '[Filtered]') GROUP BY who
        """, PersonNamesJson.Default.NameRow, new QueryOptions { Parameters = new() { { "project", project }, { "people", people } } }, cancel);
}

/// <summary>In no order.</summary>
internal sealed record PersonNameList(PersonName[] Names);

internal sealed record PersonName(string Id, string Name);

internal sealed record NameRow(string Who, string Called);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NameRow))]
internal sealed partial class PersonNamesJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PersonNameList))]
internal sealed partial class PersonNamesApiJson : JsonSerializerContext;
