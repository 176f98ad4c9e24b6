using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Paddock.Accounts.Access;
using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Hosting.Sql;
using Paddock.Pipeline.Attributes;
using Paddock.Tests.ClickHouse.Scope;

namespace Paddock.Tests.Hosting.Sql;

/// <summary>The endpoint on a real Kestrel, as if every caller might see every project.</summary>
internal sealed class SqlApi : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http;

    private SqlApi(WebApplication app)
    {
        this.app = app;
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public SqlGate Gate => app.Services.GetRequiredService<SqlGate>();

    public static async Task<SqlApi> StartAsync(ClickHouseClient client, ScopeLimits? limits = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddProblemDetails().AddSingleton(client).AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<AttributeCatalog>().AddSql(ScopeSchema.Views).AddSingleton(limits ?? ScopeStore.Limits);
        var app = builder.Build();
        app.Use(static (context, next) =>
        {
            var id = int.Parse((string)context.GetRouteValue("id")!);
            context.Features.Set(new ProjectAccess(id, "", "", null, 90, new Caller(null, null), null, Capability.All));
            return next(context);
        });
        app.MapGroup("/api/v1/projects/{id}").MapSql();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SqlApi(app);
    }

    public Task<HttpResponseMessage> AskAsync(string query, object? parameters = null, int project = ScopeRows.Project, CancellationToken? cancellation = null) =>
        http.PostAsJsonAsync($"/api/v1/projects/{project}/sql", new { query, parameters }, cancellation ?? TestContext.Current.CancellationToken);

    /// <summary>An answer of which nothing has been read but its head.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/projects/{ScopeRows.Project}/sql") { Content = JsonContent.Create(new { query }) };
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> PostAsync(string body) =>
        http.PostAsync($"/api/v1/projects/{ScopeRows.Project}/sql", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}
