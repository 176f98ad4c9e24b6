using System.Text.Json;
using System.Text.Json.Nodes;

namespace Paddock.Tests.Hosting.Api;

/// <summary>The API is a promise: what the program says of it is what stands in docs/api, and each change there is read by somebody.</summary>
public sealed class ApiDocumentTests
{
    private const string Accept = "bin/accept-api";

    private static readonly string Approved = Path.Combine(Repository(), "docs", "api", "openapi.v1.json");

    [Fact]
    public async Task The_running_program_says_what_was_approved()
    {
        var running = await RunningAsync();
        var approved = File.Exists(Approved) ? await File.ReadAllTextAsync(Approved, TestContext.Current.CancellationToken) : "{}";
        if (running == approved) return;
        var breaking = ApiChanges.Breaking(JsonNode.Parse(approved)!, JsonNode.Parse(running)!);
        var what = breaking.Count == 0 ? "Nothing of it breaks a client." : $"It BREAKS clients, and CHANGELOG.md has to say so:\n{string.Join('\n', breaking)}";
        if (Environment.GetEnvironmentVariable("PADDOCK_ACCEPT_API") is not "1") Assert.Fail($"The API is no longer what docs/api/openapi.v1.json says. If that is meant, run {Accept} and commit.\n{what}");
        await File.WriteAllTextAsync(Approved, running, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(what);
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_for()
    {
        var document = JsonNode.Parse(await RunningAsync())!;
        var tags = document["tags"]!.AsArray().Select(static tag => tag!["name"]!.GetValue<string>()).ToHashSet();
        var ids = new HashSet<string>();
        Assert.All(ApiChanges.Operations(document), operation =>
        {
            var (name, said) = operation;
            Assert.True(said["operationId"] is { } id && ids.Add(id.GetValue<string>()), $"{name} needs .WithName(…) of its own.");
            Assert.True(said["summary"] is not null, $"{name} needs a <summary> on its handler, which must not be private.");
            Assert.True(said["tags"]!.AsArray() is [{ } tag] && tags.Contains(tag.GetValue<string>()), $"{name} needs .WithTags(…) with one of {string.Join(", ", tags)}.");
            Assert.All(said["parameters"]?.AsArray() ?? [], parameter => Assert.True(parameter!["description"] is not null, $"{name}: what is {parameter["name"]}? Say it in a <param> of the handler."));
            Assert.Contains(said["responses"]!.AsObject(), static response => response.Key[0] == '2' && (response.Key == "204" || response.Value!["content"] is not null));
        });
    }

    [Fact]
    public async Task It_is_sent_once()
    {
        await using var program = await WholeProgram.StartAsync();
        using var http = new HttpClient { BaseAddress = program.Address };
        using var first = await http.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("""{"paths":{"/a":{"get":{"operationId":"a"}}}}""", """{"paths":{}}""", "GET /a is gone")]
    [InlineData("""{"paths":{"/a":{"get":{"operationId":"a"}}}}""", """{"paths":{"/a":{"get":{"operationId":"b"}}}}""", "GET /a: operationId")]
    [InlineData("""{"paths":{"/a":{"get":{}}}}""", """{"paths":{"/a":{"get":{"parameters":[{"name":"x","required":true}]}}}}""", "GET /a: parameter x is required")]
    [InlineData("""{"paths":{"/a":{"get":{"parameters":[{"name":"x"}]}}}}""", """{"paths":{"/a":{"get":{}}}}""", "GET /a: parameter x is gone")]
    [InlineData("""{"components":{"schemas":{"S":{"properties":{"x":{"type":"string"}}}}}}""", """{"components":{"schemas":{"S":{"properties":{}}}}}""", "S.x is gone")]
    [InlineData("""{"components":{"schemas":{"S":{"properties":{"x":{"type":"string"}}}}}}""", """{"components":{"schemas":{"S":{"properties":{"x":{"type":["null","string"]}}}}}}""", "S.x has another type")]
    [InlineData("""{"components":{"schemas":{"S":{"required":["x"],"properties":{"x":{}}}}}}""", """{"components":{"schemas":{"S":{"properties":{"x":{}}}}}}""", "S.x may be missing")]
    [InlineData("""{"components":{"schemas":{"S":{"properties":{}}}}}""", """{"components":{"schemas":{"S":{"properties":{"y":{}}}}}}""", null)]
    [InlineData("""{"components":{"schemas":{"S":{"properties":{"x":{"description":"a"}}}}}}""", """{"components":{"schemas":{"S":{"properties":{"x":{"description":"b"}}}}}}""", null)]
    public void What_breaks_a_client_is_named(string before, string after, string? breaking)
    {
        var found = ApiChanges.Breaking(JsonNode.Parse(before)!, JsonNode.Parse(after)!);
        if (breaking is null) Assert.Empty(found);
        else Assert.StartsWith(breaking, Assert.Single(found));
    }

    private static async Task<string> RunningAsync()
    {
        await using var program = await WholeProgram.StartAsync();
        using var http = new HttpClient { BaseAddress = program.Address };
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
        return document.ToJsonString(Written) + "\n";
    }

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Paddock.slnx"))) directory = directory.Parent!;
        return directory.FullName;
    }
}
