using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Paddock.Accounts;
using Paddock.Accounts.Audit;
using Paddock.Tests.Hosting;

namespace Paddock.Tests.Accounts;

public sealed class EndpointWalkTests
{
    [Fact]
    public async Task Every_endpoint_lets_in_whom_the_table_names_and_nobody_else()
    {
        await using var program = await WholeProgram.StartAsync();
        var services = program.App.Services;
        var table = AccessTable.Read();
        var endpoints = EndpointWalk.All(services.GetRequiredService<EndpointDataSource>().Endpoints).ToList();
        var unknown = endpoints.Where(endpoint => EndpointWalk.DoorOf(endpoint.Name, table) is null).Select(static endpoint => endpoint.Name);
        Assert.True(!unknown.Any(), $"Nobody has said who may use these. Decide, give each a line in AccessTable, and its rule in the program (AccessRules):\n{string.Join('\n', unknown)}");
        Assert.Empty(table.Keys.Except(endpoints.Select(static endpoint => endpoint.Name)));

        var projects = services.GetRequiredService<Projects>();
        var own = await projects.CreateAsync(new ProjectRequest("Shop"), program.Address, Actor.CommandLine, owner: null, TestContext.Current.CancellationToken);
        var foreign = await projects.CreateAsync(new ProjectRequest("Blog"), program.Address, Actor.CommandLine, owner: null, TestContext.Current.CancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = program.Address };
        var walk = new EndpointWalk(await Callers.InviteAsync(services, own, foreign), http);
        foreach (var (name, method, endpoint) in endpoints) await walk.WalkAsync(name, method, endpoint, EndpointWalk.DoorOf(name, table)!);
        Assert.True(walk.Wrong.Count == 0, string.Join('\n', walk.Wrong));
    }
}
