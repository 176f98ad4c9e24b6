using Microsoft.AspNetCore.Routing;

namespace Paddock.Tests.Accounts;

public sealed class EndpointWalkTests
{
    [Fact]
    public async Task Every_endpoint_lets_in_whom_it_names_and_nobody_else()
    {
        await using var installation = await Installation.StartAsync();
        var own = await installation.AddProjectAsync("Shop");
        var foreign = await installation.AddProjectAsync("Blog");
        using var administrator = await installation.VisitAsAdministratorAsync();
        var endpoints = ((IEndpointRouteBuilder)installation.App).DataSources
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText != "/api/v1/undeclared");
        Assert.True(await EndpointWalk.WalkAsync(endpoints, own, foreign, administrator, () => installation.Visit()) >= 13);
    }
}
