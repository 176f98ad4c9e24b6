using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Paddock.Accounts;
using Paddock.Tests.Hosting;

namespace Paddock.Tests.Accounts;

public sealed class EndpointWalkTests
{
    [Fact]
    public async Task Every_endpoint_lets_in_whom_it_names_and_nobody_else()
    {
        await using var program = await WholeProgram.StartAsync();
        var services = program.App.Services;
        var projects = services.GetRequiredService<Projects>();
        var own = await projects.CreateAsync(new ProjectRequest("Shop"), program.Address, TestContext.Current.CancellationToken);
        var foreign = await projects.CreateAsync(new ProjectRequest("Blog"), program.Address, TestContext.Current.CancellationToken);
        var greeting = await services.GetRequiredService<FirstRun>().PrepareAsync(program.Address, TestContext.Current.CancellationToken);
        using var administrator = new Visitor(program.Address);
        using var signedUp = await administrator.SubmitAsync(greeting!.Link.AbsolutePath, ("email", Visitor.Email), ("password", Visitor.Password));
        Assert.Equal(HttpStatusCode.SeeOther, signedUp.StatusCode);

        var endpoints = services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
        var walked = await EndpointWalk.WalkAsync(endpoints, own, foreign, administrator, () => new Visitor(program.Address));
        Assert.Contains("POST /api/v1/projects/{id}/sql", walked);
        Assert.Contains("GET /api/v1/projects/{id}/issues", walked);
        Assert.Contains("DELETE /api/v1/projects/{id}/keys/{key:int}", walked);
    }
}
