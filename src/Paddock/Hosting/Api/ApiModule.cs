using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.OpenApi;
using Paddock.Database;

namespace Paddock.Hosting.Api;

/// <summary>What all answers under /api/v1 have in common, whoever asks: the document that describes them, entity tags, and problems in one form.</summary>
internal static class ApiModule
{
    private const string Root = "/api/v1";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiDocument>();
        // Numbers are numbers: the default of the web would also take "7", and the document would have to say so of every one.
        services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        return services.AddOpenApi(ApiDocument.Name, static options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = static description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.CreateSchemaReferenceId = static type => ApiSchemas.NameOf(type);
            options.AddSchemaTransformer(ApiSchemas.DescribeAsync);
            options.AddOperationTransformer(ApiOperations.DescribeAsync);
            options.AddDocumentTransformer(ApiDocument.DescribeAsync);
        });
    }

    /// <summary>A status without a body gets one that says what it is (RFC 9457). Before everything that may end so.</summary>
    public static void UseProblems(this WebApplication app) => app.UseWhen(static context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase), static api =>
    {
        api.UseExceptionHandler(static failed => failed.Run(static context =>
        {
            if (DatabaseTrouble.IsAway(context.Features.Get<IExceptionHandlerFeature>()?.Error)) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Problems.WriteAsync(context);
        }));
        api.UseStatusCodePages(static pages => Problems.WriteAsync(pages.HttpContext));
    });

    /// <summary>The group to which every route of the API belongs.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app) => app.MapGroup("").AddEndpointFilter<RouteGroupBuilder, EntityTags>();

    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapGet("/openapi/v1.json", static (HttpContext context, ApiDocument document) => document.WriteAsync(context));
}
