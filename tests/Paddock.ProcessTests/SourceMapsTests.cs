using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>Source maps uploaded by the real sentry-cli, and by those who mean no good.</summary>
public sealed class SourceMapsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Original = "src/main.ts:7 ?, src/main.ts:4 pressed, src/cart.ts:2 checkout, src/cart.ts:8 sum";

    private PaddockProcess Server => fixture.Server;

    [Fact]
    public async Task A_stack_is_as_it_was_written_by_the_debug_ids_of_an_upload()
    {
        using var shop = new MinifiedShop();
        var project = await fixture.ProjectAsync();
        var cli = new SentryCli(Server.Url, project);
        await cli.DoAsync(shop.Folder, "sourcemaps", "inject", "dist");
        Assert.Contains("Uploaded files to Sentry", await cli.DoAsync(shop.Folder, "sourcemaps", "upload", "dist"), StringComparison.Ordinal);
        var frames = await FramesAsync(project, shop.Envelope(shop.DebugId));
        Assert.Equal(Original, Places(frames));
        Assert.Equal("  return cart.items!.reduce((total, price) => total + price, 0);", frames[^1].GetProperty("context_line").GetString());
        Assert.Equal(["r", "67"], [frames[^1].GetProperty("minified").GetProperty("function").GetString(), frames[^1].GetProperty("minified").GetProperty("colno").ToString()]);
        Assert.Equal("src/cart.ts in sum", (await Server.SqlAsync(project, "SELECT culprit FROM errors"))[0][0].GetString());
        // Once more changes nothing.
        Assert.Contains("Nothing to upload", await cli.DoAsync(shop.Folder, "sourcemaps", "upload", "dist"), StringComparison.Ordinal);
        Assert.Single((await UploadsAsync(project)).EnumerateArray());
    }

    [Fact]
    public async Task A_stack_is_as_it_was_written_by_the_release_of_an_upload()
    {
        using var shop = new MinifiedShop();
        var project = await fixture.ProjectAsync();
        var cli = new SentryCli(Server.Url, project);
        await cli.DoAsync(shop.Folder, "sourcemaps", "upload", "--release", "shop@1.0", "--dist", "7", "--url-prefix", "~/static", "dist");
        string[] expected =
        [
            Places(await FramesAsync(project, shop.Envelope(release: "shop@1.0", distribution: "7", url: "https://a.example.org/static/app.min.js?v=2"))),
            Problem(await FramesAsync(project, shop.Envelope(release: "shop@1.0", url: "https://a.example.org/static/app.min.js"))),
            Problem(await FramesAsync(project, shop.Envelope(release: "shop@1.0", distribution: "7", url: "https://a.example.org/app.min.js"))),
            Problem(await FramesAsync(project, shop.Envelope())),
            Problem(await FramesAsync(project, shop.Envelope(debugId: Guid.NewGuid().ToString()))),
        ];
        Assert.Equal([Original, "no_release_upload", "no_file", "no_id", "no_upload"], expected);
    }

    [Fact]
    public async Task An_error_of_the_script_tag_is_as_it_was_written_by_its_release()
    {
        using var shop = new MinifiedShop();
        var project = await fixture.ProjectAsync();
        await new SentryCli(Server.Url, project).DoAsync(shop.Folder, "sourcemaps", "upload", "--release", "shop@1.0", "dist");
        const string stack = "TypeError: x\\n    at r (https://shop.example.org/app.min.js:1:67)\\n    at n (https://shop.example.org/app.min.js:1:28)\\n    at o (https://shop.example.org/app.min.js:1:101)\\n    at https://shop.example.org/app.min.js:1:117";
        var beacon = "{\"url\":\"https://shop.example.org/\",\"release\":\"shop@1.0\",\"events\":[{\"name\":\"$error\",\"type\":\"TypeError\",\"message\":\"x\",\"stack\":\"" + stack + "\"}]}";
        using var content = new StringContent(beacon, Encoding.UTF8, "text/plain");
        using var answer = await Server.Http.PostAsync($"/in/script/event?key={project.WriteKey}", content, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await Eventually.EqualAsync(1, () => fixture.ErrorsAsync(project));
        Assert.Equal("src/cart.ts in sum", (await Server.SqlAsync(project, "SELECT culprit FROM errors"))[0][0].GetString());
    }

    [Fact]
    public async Task What_is_wrong_with_an_upload_is_said_at_the_frame()
    {
        using var shop = new MinifiedShop();
        var project = await fixture.ProjectAsync();
        var cli = new SentryCli(Server.Url, project);
        File.WriteAllText(Path.Combine(shop.Build, "app.min.js.map"), """{"version":3,"sources":["a"],"names":[],"mappings":"AAAA;!"}""");
        await cli.DoAsync(shop.Folder, "sourcemaps", "upload", "--no-rewrite", "--release", "broken", "dist");
        File.Delete(Path.Combine(shop.Build, "app.min.js.map"));
        await cli.DoAsync(shop.Folder, "sourcemaps", "upload", "--no-rewrite", "--release", "forgotten", "dist");
        Assert.Equal(["broken", "no_map"], [Problem(await FramesAsync(project, shop.Envelope(release: "broken"))), Problem(await FramesAsync(project, shop.Envelope(release: "forgotten")))]);
    }

    [Fact]
    public async Task An_upload_serves_its_own_project_alone()
    {
        using var shop = new MinifiedShop();
        var (project, other) = (await fixture.ProjectAsync(), await fixture.ProjectAsync());
        var cli = new SentryCli(Server.Url, project);
        await cli.DoAsync(shop.Folder, "sourcemaps", "inject", "dist");
        await cli.DoAsync(shop.Folder, "sourcemaps", "upload", "--release", "shop@1.0", "dist");
        Assert.Equal("no_upload", Problem(await FramesAsync(other, shop.Envelope(shop.DebugId, "shop@1.0"))));
        var (code, said) = await new SentryCli(Server.Url, other with { ApiToken = project.ApiToken }).RunAsync(shop.Folder, "sourcemaps", "upload", "dist");
        Assert.NotEqual(0, code);
        Assert.Contains($"This token belongs to the project \"{project.Slug}\"", said, StringComparison.Ordinal);
        // The same bytes are asked for again where the project is another.
        Assert.Contains("Uploaded files to Sentry", await new SentryCli(Server.Url, other).DoAsync(shop.Folder, "sourcemaps", "upload", "--release", "shop@1.0", "dist"), StringComparison.Ordinal);
        Assert.Equal(Original, Places(await FramesAsync(other, shop.Envelope(shop.DebugId))));
    }

    [Fact]
    public async Task A_deleted_upload_maps_nothing_more_until_that_is_taken_back()
    {
        using var shop = new MinifiedShop();
        var project = await fixture.ProjectAsync();
        await new SentryCli(Server.Url, project).DoAsync(shop.Folder, "sourcemaps", "upload", "--release", "1", "dist");
        var address = $"/api/v1/projects/{project.Id}/source-maps/{(await UploadsAsync(project))[0].GetProperty("id")}";
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(project, HttpMethod.Delete, address)).StatusCode);
        Assert.Empty((await UploadsAsync(project)).EnumerateArray());
        Assert.Equal("no_release_upload", Problem(await FramesAsync(project, shop.Envelope(release: "1"))));
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(project, HttpMethod.Post, $"{address}/restore")).StatusCode);
        Assert.Equal(Original, Places(await FramesAsync(project, shop.Envelope(release: "1"))));
    }

    public static TheoryData<string, string, string> HostileChunks => new()
    {
        { "../../../../etc/passwd", "x", "called by the SHA-1" },
        { Sha1("x"u8).ToUpperInvariant(), "x", "called by the SHA-1" },
        { Sha1("x"u8)[..39], "x", "called by the SHA-1" },
        { Sha1("y"u8), "x", "not what its name says" },
        { Sha1("x"u8), "bomb", "8,388,608 bytes at most" },
        { Sha1("x"u8), "no gzip", "not what its name says" },
    };

    [Theory]
    [MemberData(nameof(HostileChunks))]
    public async Task Chunks_that_are_not_what_they_say_are_refused(string name, string content, string why)
    {
        var project = await fixture.ProjectAsync();
        var bytes = content switch { "bomb" => Gzip(new byte[64 << 20]), "no gzip" => "no gzip"u8.ToArray(), _ => Gzip(Encoding.UTF8.GetBytes(content)) };
        using var answer = await SendChunkAsync(project, name, bytes);
        Assert.Equal((HttpStatusCode.BadRequest, true), (answer.StatusCode, (await DetailAsync(answer)).Contains(why, StringComparison.Ordinal)));
    }

    public static TheoryData<string, byte[], string> HostileBundles => new()
    {
        { "no zip", "no zip at all"u8.ToArray(), "is no zip" },
        { "no manifest", Zip(("a.js", "x")), "no manifest.json" },
        { "a manifest that is none", Zip(("manifest.json", "[1,2]")), "no manifest.json" },
        { "a manifest that is a bomb", Zip(("manifest.json", new string(' ', 40 << 20))), "no manifest.json" },
        { "a manifest as deep as the sea", Zip(("manifest.json", $$"""{"files":{{new string('[', 100_000)}}""")), "no manifest.json" },
        { "more entries than anybody has", Zip([.. Enumerable.Range(0, 60_000).Select(static number => ($"{number}{new string('x', 250)}", ""))]), "too many entries" },
    };

    [Theory]
    [MemberData(nameof(HostileBundles))]
    public async Task Bundles_that_nobody_can_use_say_so(string what, byte[] bundle, string why)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await UploadAsync(project, bundle);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(said.GetProperty("state").GetString() == "error" && said.GetProperty("detail").GetString()!.Contains(why, StringComparison.Ordinal), $"{what}: {said}");
    }

    [Fact]
    public async Task Entries_of_a_bundle_are_never_paths_and_a_map_that_is_a_bomb_is_not_unpacked()
    {
        using var shop = new MinifiedShop();
        var project = await fixture.ProjectAsync();
        var script = Guid.NewGuid();
        var bundle = Zip(
            ("manifest.json", $$$$"""{"files":{"../../../paddock.db":{"type":"source_map","url":"~/app.min.js.map","headers":{"debug-id":"{{{{script}}}}"}}},"release":"{{{{new string('r', 3_000)}}}}"}"""),
            ("../../../paddock.db", $$"""{"version":3,"sources":[],"mappings":"","x":"{{new string('x', 70 << 20)}}"}"""));
        using var answer = await UploadAsync(project, bundle);
        Assert.Equal("ok", (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("state").GetString());
        Assert.Equal("too_large", Problem(await FramesAsync(project, shop.Envelope(script.ToString()))));
        Assert.All(Directory.EnumerateFiles(Path.Combine(Server.Data, "source-maps"), "*", SearchOption.AllDirectories), static path => Assert.Matches("^[0-9a-f]{40}$", Path.GetFileName(path)));
    }

    [Theory]
    [InlineData("""{"checksum":"../../x","chunks":["da39a3ee5e6b4b0d3255bfef95601890afd80709"],"projects":[]}""")]
    [InlineData("""{"checksum":"da39a3ee5e6b4b0d3255bfef95601890afd80709","chunks":["../../x"]}""")]
    [InlineData("""{"checksum":"da39a3ee5e6b4b0d3255bfef95601890afd80709","chunks":[]}""")]
    [InlineData("""{"checksum":"da39a3ee5e6b4b0d3255bfef95601890afd80709","chunks":[null]}""")]
    [InlineData("""{"checksum":5,"chunks":{}}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"checksum\":\"\\ud800\",\"chunks\":[]}")]
    public async Task What_cannot_be_assembled_is_refused(string json)
    {
        var project = await fixture.ProjectAsync();
        using var answer = await AskAsync(project, HttpMethod.Post, "/api/0/organizations/acme/artifactbundle/assemble/", new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty(await DetailAsync(answer));
    }

    private async Task<List<JsonElement>> FramesAsync(CreatedProject project, byte[] envelope)
    {
        var before = await fixture.ErrorsAsync(project);
        using var answer = await fixture.EnvelopeAsync(project, envelope);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.EqualAsync(before + 1, () => fixture.ErrorsAsync(project));
        var stack = (await Server.SqlAsync(project, "SELECT stack FROM errors ORDER BY received_at DESC LIMIT 1"))[0][0].GetString()!;
        return [.. JsonDocument.Parse(stack).RootElement.GetProperty("exceptions")[0].GetProperty("frames").EnumerateArray()];
    }

    private static string Places(List<JsonElement> frames) =>
        string.Join(", ", frames.Select(static frame => $"{frame.GetProperty("filename")}:{frame.GetProperty("lineno")} {frame.GetProperty("function")}"));

    private static string Problem(List<JsonElement> frames) => Assert.Single(frames.Select(static frame => frame.GetProperty("source_map").GetString()!).Distinct());

    private async Task<JsonElement> UploadsAsync(CreatedProject project) =>
        (await (await AskAsync(project, HttpMethod.Get, $"/api/v1/projects/{project.Id}/source-maps")).Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("uploads");

    private async Task<HttpResponseMessage> UploadAsync(CreatedProject project, byte[] bundle)
    {
        var chunks = bundle.Chunk(8 << 20).ToList();
        foreach (var chunk in chunks)
        {
            using var sent = await SendChunkAsync(project, Sha1(chunk), Gzip(chunk));
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }
        return await AskAsync(project, HttpMethod.Post, "/api/0/organizations/acme/artifactbundle/assemble/", JsonContent.Create(new { checksum = Sha1(bundle), chunks = chunks.ConvertAll(static chunk => Sha1(chunk)), projects = new[] { project.Slug } }));
    }

    private Task<HttpResponseMessage> SendChunkAsync(CreatedProject project, string name, byte[] packed) => AskAsync(
        project, HttpMethod.Post, "/api/0/organizations/acme/chunk-upload/", new MultipartFormDataContent { { new ByteArrayContent(packed), "file_gzip", name } });

    private Task<HttpResponseMessage> AskAsync(CreatedProject project, HttpMethod method, string path, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        return Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("detail").GetString()!;

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

#pragma warning disable CA5350 // the clients' choice
    private static string Sha1(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350
}
