using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Paddock.Accounts;
using Paddock.Tests.Hosting;

namespace Paddock.Tests.Signals.Errors;

public sealed class ErrorsApiTests
{
    [Theory]
    [InlineData("0001-01-01T00:00Z..0001-01-02T00:00Z")]
    [InlineData("1969-12-31T00:00Z..1970-01-01T00:00Z")]
    [InlineData("2262-01-01T00:00Z..2262-01-02T00:00Z")]
    [InlineData("9999-12-30T00:00Z..9999-12-31T23:59Z")]
    public async Task A_range_that_no_clock_of_the_store_can_hold_is_a_bad_question(string range)
    {
        await using var program = await WholeProgram.StartAsync();
        var project = await program.App.Services.GetRequiredService<Projects>().CreateAsync(new ProjectRequest("Shop"), program.Address, Paddock.Accounts.Audit.Actor.CommandLine, owner: null, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = program.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        foreach (var path in (string[])["issues", "issues/1"])
        {
            using var answer = await http.GetAsync($"/api/v1/projects/{project.Id}/{path}?range={range}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }
}
