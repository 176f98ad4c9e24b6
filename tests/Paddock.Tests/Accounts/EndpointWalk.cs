using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Paddock.Tests.Accounts;

/// <summary>Asks at every endpoint as everybody, and holds each answer against <see cref="AccessTable"/>.</summary>
internal sealed class EndpointWalk(Callers callers, HttpClient http)
{
    private const string NoProject = "There is no such project.";
    private const string Person = "owner";
    private readonly List<string> _wrong = [];

    /// <summary>What is not as the table says, one line each; empty when all is.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>"METHOD pattern" of each endpoint; one for any method is a GET.</summary>
    public static IEnumerable<(string Name, string Method, RouteEndpoint Endpoint)> All(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select ($"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}", method, endpoint);

    /// <returns>Null: nothing is said of it.</returns>
    public static string? DoorOf(string name, IReadOnlyDictionary<string, string> table)
    {
        if (table.TryGetValue(name, out var door)) return door;
        if (name.StartsWith("OPTIONS ", StringComparison.Ordinal)) return "open";
        var path = name[name.IndexOf('/', StringComparison.Ordinal)..];
        var family = Array.Find(AccessTable.Families, family => path.StartsWith(family.Prefix, StringComparison.Ordinal)).Door;
        return string.IsNullOrEmpty(family) ? null : family;
    }

    public async Task WalkAsync(string name, string method, RouteEndpoint endpoint, string door)
    {
        var path = Fill(endpoint);
        switch (door)
        {
            case "open": await ExpectAsync(name, method, path, "nobody", status => status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden), "an answer"); break;
            case "socket": await ExpectAsync(name, method, path, "administrator", static status => status is HttpStatusCode.NotFound, "404"); break;
            case "receiver":
                foreach (var caller in (string[])["nobody", "administrator", "token sql"]) await ExpectAsync(name, method, path, caller, static status => (int)status is >= 400 and < 500, "4xx");
                break;
            case "cli":
                foreach (var caller in (string[])["nobody", "administrator", "owner", "revoked token", "wrong token", "write key"]) await ExpectAsync(name, method, path, caller, static status => status is HttpStatusCode.Unauthorized, "401");
                if (method is "GET") break;
                foreach (var caller in (string[])["token read", "token sql", "token of a viewer", "token of a left member", "token of the disabled"]) await ExpectAsync(name, method, path, caller, static status => status is HttpStatusCode.Forbidden, "403");
                break;
            case "form": await ExpectAsync(name, method, path, Person, static status => (int)status is 400 or 404, "400 without the form's own value"); break;
            default:
                foreach (var caller in callers.Names) await ExpectAsync(name, method, path, caller, door);
                if (method is not "GET") await ExpectForgeryRefusedAsync(name, method, path, door);
                break;
        }
    }

    private async Task ExpectAsync(string name, string method, string path, string caller, string door)
    {
        var (status, detail) = await AskAsync(method, path, caller);
        var isOfProject = path.StartsWith($"/api/v1/projects/{callers.Own.Id}", StringComparison.Ordinal);
        var isForeign = caller is "neighbour" or "token of the neighbour" or "token of a left member" or "token of the disabled";
        var isForPeople = door is "person" or "administrator" or "keys" or "tokens" or "settings" or "colleagues" or "self";
        var answer = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || (status is HttpStatusCode.NotFound && detail == NoProject) ? (int)status : 200;
        var expected =
            AccessTable.Doors[door].Contains(caller) ? 200
            : caller is "nobody" or "disabled" or "revoked token" or "wrong token" or "write key" ? 401
            : isForPeople && caller.StartsWith("token", StringComparison.Ordinal) ? 403
            : isOfProject && isForeign ? 404
            : door is "caller" ? 200
            : 403;
        if (answer != expected) _wrong.Add($"{name} as {caller}: {(int)status} {detail}, and the table says {(expected == 200 ? "let in" : expected)}");
    }

    private async Task ExpectForgeryRefusedAsync(string name, string method, string path, string door)
    {
        var caller = door is "administrator" ? "administrator" : Person;
        foreach (var (header, value) in ((string, string)[])[("X-Paddock-Csrf", "wrong"), ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")])
        {
            using var request = Request(method, path);
            var csrf = await callers.SignAsync(request, caller);
            if (header != "X-Paddock-Csrf") request.Headers.Add("X-Paddock-Csrf", csrf);
            request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.Forbidden) _wrong.Add($"{name} with {header}: {value}: {(int)answer.StatusCode}, and a forged change must get 403");
        }
    }

    private async Task ExpectAsync(string name, string method, string path, string caller, Func<HttpStatusCode, bool> isRight, string expected)
    {
        var (status, _) = await AskAsync(method, path, caller);
        if (!isRight(status)) _wrong.Add($"{name} as {caller}: {(int)status}, and the table says {expected}");
    }

    private async Task<(HttpStatusCode Status, string Detail)> AskAsync(string method, string path, string caller)
    {
        using var request = Request(method, path);
        if (await callers.SignAsync(request, caller) is { } csrf) request.Headers.Add("X-Paddock-Csrf", csrf);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        var detail = isProblem ? (await answer.Content.ReadFromJsonAsync<Problem>(patience.Token))?.Detail : null;
        return (answer.StatusCode, detail ?? "");
    }

    private static HttpRequestMessage Request(string method, string path) =>
        new(new HttpMethod(method), path) { Content = method is "GET" ? null : JsonContent.Create(new { }) };

    private string Fill(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart { Name: "id" } => callers.Own.Id.ToString(provider: null),
            RoutePatternParameterPart { Name: "eventId" } => "latest",
            _ => "77777",
        }))));

    private sealed record Problem(string? Detail);
}
