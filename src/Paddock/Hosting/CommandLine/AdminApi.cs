using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Paddock.Accounts;
using Paddock.Accounts.Access;

namespace Paddock.Hosting.CommandLine;

internal sealed record TokenRequest(string Project, string Name, string[] Scopes);

internal sealed record TokenAnswer(string Token);

internal sealed record LinkRequest(string? Email);

internal sealed record LinkAnswer(Uri Link);

internal sealed record AccountAnswer(string Email);

[JsonSerializable(typeof(ProjectRequest))]
[JsonSerializable(typeof(NewProject))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(LinkRequest))]
[JsonSerializable(typeof(LinkAnswer))]
[JsonSerializable(typeof(AccountAnswer))]
internal sealed partial class AdminJson : JsonSerializerContext;

/// <summary>What commands ask a running server, over its admin socket only (<see cref="AdminSocket"/>).</summary>
internal static class AdminApi
{
    public const string ProjectsPath = "/admin/projects";
    public const string TokensPath = "/admin/tokens";
    public const string LinksPath = "/admin/links";
    public const string SecondFactorsPath = "/admin/second-factors";

    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ProjectsPath, CreateProjectAsync).AllowAnyone();
        routes.MapPost(TokensPath, MakeTokenAsync).AllowAnyone();
        routes.MapPost(LinksPath, MakeLinkAsync).AllowAnyone();
        routes.MapPost(SecondFactorsPath, ResetSecondFactorAsync).AllowAnyone();
    }

    private static async Task<Results<JsonHttpResult<NewProject>, ContentHttpResult>> CreateProjectAsync(
        ProjectRequest request, Administration administration, CancellationToken cancellation) =>
        request.Problem() is { } problem
            ? Refuse(problem)
            : TypedResults.Json(await administration.CreateProjectAsync(request, cancellation), AdminJson.Default.NewProject);

    private static async Task<Results<JsonHttpResult<TokenAnswer>, ContentHttpResult>> MakeTokenAsync(
        TokenRequest request, Administration administration, CancellationToken cancellation)
    {
        try
        {
            return TypedResults.Json(new TokenAnswer(await administration.MakeTokenAsync(request.Project, request.Name, request.Scopes, cancellation)), AdminJson.Default.TokenAnswer);
        }
        catch (AdministrationException problem)
        {
            return Refuse(problem.Message);
        }
    }

    private static async Task<Results<JsonHttpResult<LinkAnswer>, ContentHttpResult>> MakeLinkAsync(
        LinkRequest request, Administration administration, CancellationToken cancellation)
    {
        try
        {
            return TypedResults.Json(new LinkAnswer(await administration.MakeLinkAsync(request.Email, cancellation)), AdminJson.Default.LinkAnswer);
        }
        catch (AdministrationException problem)
        {
            return Refuse(problem.Message);
        }
    }

    private static async Task<Results<JsonHttpResult<AccountAnswer>, ContentHttpResult>> ResetSecondFactorAsync(
        LinkRequest request, Administration administration, CancellationToken cancellation)
    {
        try
        {
            return TypedResults.Json(new AccountAnswer(await administration.ResetSecondFactorAsync(request.Email, cancellation)), AdminJson.Default.AccountAnswer);
        }
        catch (AdministrationException problem)
        {
            return Refuse(problem.Message);
        }
    }

    // Plain text: the command prints it as it is.
    private static ContentHttpResult Refuse(string problem) => TypedResults.Text(problem, statusCode: StatusCodes.Status400BadRequest);
}
