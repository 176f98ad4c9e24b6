using Paddock.Accounts.Access;
using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Hosting.Api;
using Paddock.Pipeline.Attributes;

namespace Paddock.Hosting.Sql;

/// <summary>Raw SQL for people and programs of a project: ClickHouse SELECT over the project's views.</summary>
internal static class SqlModule
{
    /// <param name="services">With a <see cref="ClickHouseClient"/> and a <see cref="TimeProvider"/> in it.</param>
    /// <param name="views">What each signal lets people see.</param>
    public static IServiceCollection AddSql(this IServiceCollection services, IReadOnlyList<ProjectView> views)
    {
        services.AddSingleton(provider =>
        {
            var catalog = provider.GetRequiredService<AttributeCatalog>();
            var made = new ProjectViews(provider.GetRequiredService<ClickHouseClient>(), views, project => catalog.Of(project).Names);
            catalog.Changed += made.Forget;
            return made;
        });
        services.AddSingleton<ScopeLimits>();
        services.AddSingleton<ScopedSql>();
        services.AddSingleton<SqlGate>();
        return services;
    }

    /// <param name="project">The group of routes below <c>/api/v1/projects/{id}</c>.</param>
    public static void MapSql(this IEndpointRouteBuilder project) => project.MapPost("/sql", SqlEndpoint.PostAsync).RequireProject(Capability.RawSql).WithName("querySql").WithTags("SQL")
        .Accepts<SqlRequest>("application/json").Produces<SqlResult>()
        .WithMetadata(new Refusal(StatusCodes.Status422UnprocessableEntity), new Refusal(StatusCodes.Status429TooManyRequests));
}
