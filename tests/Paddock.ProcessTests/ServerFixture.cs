using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>One server for the tests of a class; every test has a project of its own.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private PaddockProcess? _server;

    internal PaddockProcess Server => _server!;

    public async ValueTask InitializeAsync() => _server = await PaddockProcess.ServeAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    internal Task<CreatedProject> ProjectAsync() => Server.CreateProjectAsync($"Project {Guid.NewGuid():n}");

    internal async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? key = null, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        if (key is not null) request.Headers.TryAddWithoutValidation("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_client=test/1.0, sentry_key={key}");
        return await Server.Http.SendAsync(request);
    }

    internal Task<HttpResponseMessage> EnvelopeAsync(CreatedProject project, byte[] body, string? encoding = null) =>
        PostAsync($"/api/{project.Id}/envelope/", body, project.WriteKey, encoding);

    internal Task<HttpResponseMessage> StoreAsync(CreatedProject project, string json) =>
        PostAsync($"/api/{project.Id}/store/", System.Text.Encoding.UTF8.GetBytes(json), project.WriteKey);

    /// <summary>How many records of the ledger ended so.</summary>
    internal Task<long> LedgerAsync(CreatedProject project, string outcome, string reason = "") =>
        Server.CountAsync(project, $"SELECT sum(quantity) FROM ledger WHERE outcome = '{outcome}' AND reason = '{reason}'");

    internal Task<long> ErrorsAsync(CreatedProject project) => Server.CountAsync(project, "SELECT count() FROM errors");
}
