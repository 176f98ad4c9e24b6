using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Paddock.Accounts;
using Paddock.Hosting.Api;
using Paddock.Tests.Accounts;

namespace Paddock.Tests.Hosting.Api;

/// <summary>What holds for every answer below /api/v1: problems have one form, and what the reader has is not sent again.</summary>
public sealed class ApiAnswersTests
{
    [Fact]
    public async Task What_the_reader_has_is_not_sent_again()
    {
        await using var program = await WholeProgram.StartAsync();
        using var visitor = await AdministratorAsync(program);
        using var first = await visitor.GetAsync("/api/v1/session");
        Assert.Equal("private, no-cache", Ordered(first.Headers.CacheControl!));
        foreach (var tags in new[] { $"{first.Headers.ETag}", $"W/{first.Headers.ETag}", $"\"other\", {first.Headers.ETag}", "*" })
        {
            using var again = await SendAsync(visitor, HttpMethod.Get, "/api/v1/session", ("If-None-Match", tags));
            Assert.Equal((HttpStatusCode.NotModified, ""), (again.StatusCode, await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        }
        using var other = await SendAsync(visitor, HttpMethod.Get, "/api/v1/projects", ("If-None-Match", $"{first.Headers.ETag}"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", null, null, 404)]
    [InlineData("GET", "/api/v1/projects/999/logs", null, null, 404)]
    [InlineData("GET", "/api/v1/projects/1/issues/x", null, null, 404)]
    [InlineData("PUT", "/api/v1/session", "{}", "application/json", 405)]
    [InlineData("GET", "/api/v1/projects/1/logs?range=never", null, null, 400)]
    [InlineData("GET", "/api/v1/projects/1/analytics/top?by=page&limit=many", null, null, 400)]
    [InlineData("POST", "/api/v1/projects/1/tokens", "{", "application/json", 400)]
    [InlineData("POST", "/api/v1/projects/1/tokens", "", "application/json", 400)]
    [InlineData("POST", "/api/v1/projects/1/tokens", "name=x", "application/x-www-form-urlencoded", 415)]
    [InlineData("DELETE", "/api/v1/projects/1/tokens/77", null, null, 404)]
    [InlineData("POST", "/api/v1/projects/1/sql", "{}", "application/json", 400)]
    public async Task What_is_refused_is_a_problem(string method, string path, string? body, string? type, int status)
    {
        await using var program = await WholeProgram.StartAsync();
        using var visitor = await AdministratorAsync(program);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, type!) };
        request.Headers.Add("X-Paddock-Csrf", await visitor.CsrfAsync());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var answer = await visitor.SendAsync(request);
        await ProblemAsync(answer, status);
    }

    [Fact]
    public async Task Who_is_not_let_in_is_told_so_in_the_same_form()
    {
        await using var program = await WholeProgram.StartAsync();
        using var visitor = await AdministratorAsync(program);
        using var stranger = new Visitor(program.Address);
        using var nobody = await stranger.GetAsync("/api/v1/session");
        await ProblemAsync(nobody, 401);
        using var forged = await SendAsync(visitor, HttpMethod.Delete, "/api/v1/session");
        await ProblemAsync(forged, 403);
    }

    [Fact]
    public async Task A_fault_of_ours_is_a_problem_without_its_details()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddProblemDetails();
        await using var app = builder.Build();
        app.UseProblems();
        app.MapGet("/api/v1/broken", static string () => throw new InvalidOperationException("a secret"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var answer = await http.GetAsync("/api/v1/broken", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("secret", await ProblemAsync(answer, 500), StringComparison.Ordinal);
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage answer, int status)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}, not {status}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        return body;
    }

    private static async Task<Visitor> AdministratorAsync(WholeProgram program)
    {
        var services = program.App.Services;
        await services.GetRequiredService<Projects>().CreateAsync(new ProjectRequest("Shop"), program.Address, Paddock.Accounts.Audit.Actor.CommandLine, owner: null, TestContext.Current.CancellationToken);
        var greeting = await services.GetRequiredService<FirstRun>().PrepareAsync(program.Address, TestContext.Current.CancellationToken);
        var visitor = new Visitor(program.Address);
        using var signedUp = await visitor.SubmitAsync(greeting!.Link.AbsolutePath, ("email", Visitor.Email), ("password", Visitor.Password));
        return visitor;
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await visitor.SendAsync(request);
    }

    private static string Ordered(CacheControlHeaderValue cache) => string.Join(", ", $"{cache}".Split(", ").OrderDescending(StringComparer.Ordinal));
}
