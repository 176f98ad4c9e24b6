using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Paddock.Accounts;
using Paddock.Accounts.Access;

namespace Paddock.Tests.Accounts;

/// <summary>Tries every endpoint under /api/v1 with every kind of credentials. What it finds depends on the rule that the endpoint declares.</summary>
internal static class EndpointWalk
{
    /// <returns>Method and pattern of each.</returns>
    public static async Task<IReadOnlyList<string>> WalkAsync(IEnumerable<RouteEndpoint> endpoints, NewProject own, NewProject foreign, Visitor administrator, Func<Visitor> stranger)
    {
        var walked = new List<string>();
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal)))
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                var audience = endpoint.Metadata.GetMetadata<AccessRule>()?.Audience ?? throw new InvalidOperationException($"{endpoint.DisplayName} declares no rule.");
                await WalkAsync(endpoint, new HttpMethod(method), audience, own, foreign, administrator, stranger);
                walked.Add($"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}");
            }

        return walked;
    }

    private static async Task WalkAsync(
        RouteEndpoint endpoint, HttpMethod method, Audience audience, NewProject own, NewProject foreign, Visitor administrator, Func<Visitor> stranger)
    {
        using var nobody = stranger();
        var path = Fill(endpoint, own);
        var isOpen = audience == Audience.Anyone;
        var isOfProject = audience is Audience.Project or Audience.ProjectPerson;
        var isForPeople = audience is Audience.Person or Audience.Administrator or Audience.ProjectPerson;
        var isChange = method != HttpMethod.Get && method != HttpMethod.Head;

        await ExpectAsync(nobody, method, path, token: null, csrf: null, isOpen ? null : HttpStatusCode.Unauthorized);
        await ExpectAsync(nobody, method, path, "pdk_wrong", null, isOpen ? null : HttpStatusCode.Unauthorized);
        await ExpectAsync(nobody, method, path, own.WriteKey, null, isOpen ? null : HttpStatusCode.Unauthorized);
        await ExpectAsync(nobody, method, path, foreign.ApiToken, null, isForPeople ? HttpStatusCode.Forbidden : isOfProject ? HttpStatusCode.NotFound : null);
        await ExpectAsync(nobody, method, path, own.ApiToken, null, isForPeople ? HttpStatusCode.Forbidden : null);
        if (isChange)
            await ExpectAsync(administrator, method, path, null, "wrong", isOpen ? null : HttpStatusCode.Forbidden);
        if (isOfProject)
            await ExpectAsync(administrator, method, Fill(endpoint, own with { Id = int.MaxValue }), null, await administrator.CsrfAsync(), HttpStatusCode.NotFound);

        // An administrator is let in: whatever the handler makes of the empty body, it was asked. Signing out would end the walk.
        if (endpoint.RoutePattern.RawText!.TrimEnd('/') != "/api/v1/session" || !isChange)
            await ExpectAsync(administrator, method, path, null, await administrator.CsrfAsync(), null);
    }

    // Null: let in.
    private static async Task ExpectAsync(Visitor visitor, HttpMethod method, string path, string? token, string? csrf, HttpStatusCode? expected)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get)
            request.Content = JsonContent.Create(new { });
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (csrf is not null)
            request.Headers.Add("X-Paddock-Csrf", csrf);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var answer = await visitor.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        var what = $"{method} {path} with {token ?? "cookie"}, {csrf ?? "no csrf"}";
        if (expected is not null)
            Assert.True(answer.StatusCode == expected, $"{what}: {(int)answer.StatusCode}, not {(int)expected}");
        else
            Assert.False(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{what}: {(int)answer.StatusCode}");
    }

    private static string Fill(RouteEndpoint endpoint, NewProject project) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "id" } => project.Id.ToString(provider: null),
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "eventId" } => "latest",
            _ => "7",
        }))));
}
