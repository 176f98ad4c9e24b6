using Paddock.Accounts.Access;

namespace Paddock.Receivers.SentryCli;

/// <summary>
/// What sentry-cli and the plugins of bundlers ask of Sentry's own API, with tokens of ours. Everything is about the project that the token opens, so that addresses of organizations
/// lead there as well.
/// </summary>
internal static class SentryCliModule
{
    public static IServiceCollection AddSentryCli(this IServiceCollection services) =>
        services.AddSingleton<SentryCliAccess>().AddSingleton<CliBody>().AddSingleton<ChunkUpload>().AddSingleton<BundleAssembly>().AddSingleton<CliReleases>();

    public static void MapSentryCli(this IEndpointRouteBuilder app)
    {
        Map(app, "GET", "", Capability.Read, static (_, project) => Json(new CliServer("0", new CliAuth(Scopes(project)), null), CliJson.Default.CliServer));
        Map(app, "GET", "/organizations", Capability.Read, static (_, project) => Json([Organization("paddock", project)], CliJson.Default.CliOrganizationArray));
        Map(app, "GET", "/organizations/{organization}", Capability.Read, static (context, project) => Json(Organization(OrganizationOf(context), project), CliJson.Default.CliOrganization));
        Map(app, "GET", "/organizations/{organization}/projects", Capability.Read, static (_, project) => Json([Project(project)], CliJson.Default.CliProjectAnswerArray));
        Map(app, "GET", "/organizations/{organization}/repos", Capability.Read, static (_, _) => Json([], CliJson.Default.StringArray));
        Map(app, "GET", "/projects/{organization}/{project}", Capability.Read, static (_, project) => Json(Project(project), CliJson.Default.CliProjectAnswer));
        Map(app, "GET", "/organizations/{organization}/chunk-upload", Capability.Triage, static (context, _) => Json(ChunkUpload.Terms(OrganizationOf(context)), CliJson.Default.ChunkTerms));
        Map(app, "POST", "/organizations/{organization}/chunk-upload", Capability.Triage, static (context, project) => Of<ChunkUpload>(context).ReceiveAsync(context, project));
        Map(app, "POST", "/organizations/{organization}/artifactbundle/assemble", Capability.Triage, static (context, project) => Of<BundleAssembly>(context).AnswerAsync(context, project));
        foreach (var releases in (string[])["/organizations/{organization}/releases", "/projects/{organization}/{project}/releases"])
        {
            Map(app, "GET", releases, Capability.Read, static (context, project) => Of<CliReleases>(context).ListAsync(context, project));
            Map(app, "POST", releases, Capability.Triage, static (context, project) => Of<CliReleases>(context).TellAsync(context, project));
            Map(app, "GET", $"{releases}/{{version}}", Capability.Read, static (context, project) => Of<CliReleases>(context).FindAsync(context, project));
            Map(app, "PUT", $"{releases}/{{version}}", Capability.Triage, static (context, project) => Of<CliReleases>(context).TellAsync(context, project));
            Map(app, "DELETE", $"{releases}/{{version}}", Capability.Triage, static (context, project) => Of<CliReleases>(context).DeleteAsync(context, project));
            Map(app, "GET", $"{releases}/{{version}}/previous-with-commits", Capability.Read, static (context, project) => Of<CliReleases>(context).BeforeAsync(context, project));
            Map(app, "GET", $"{releases}/{{version}}/deploys", Capability.Read, static (context, project) => Of<CliReleases>(context).DeploysAsync(context, project));
            Map(app, "POST", $"{releases}/{{version}}/deploys", Capability.Triage, static (context, project) => Of<CliReleases>(context).DeployAsync(context, project));
        }
        // What is not there is said in the shape that the command line reads; last, since check-ins may come under the project 0.
        app.Map("/api/0/{**path}", static () => CliAnswer.Problem(StatusCodes.Status404NotFound, "Paddock has no such part of Sentry's API. What it has stands in docs/guides/source-maps.md.")).WithOrder(1);
    }

    /// <param name="path">Behind /api/0, with or without a slash at its end.</param>
    private static void Map(IEndpointRouteBuilder app, string method, string path, Capability needs, Func<HttpContext, CliProject, Task<IResult>> answer) =>
        app.MapMethods("/api/0" + path, [method], async (HttpContext context, SentryCliAccess access) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var (project, refusal) = await access.OpenAsync(context, needs);
            return refusal ?? await answer(context, project!);
        });

    private static Task<IResult> Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape) => Task.FromResult(Results.Json(value, shape));

    private static T Of<T>(HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();

    private static string OrganizationOf(HttpContext context) => context.GetRouteValue("organization") as string ?? "paddock";

    private static string[] Scopes(CliProject project) => project.Can.Includes(Capability.Triage) ? ["org:read", "project:read", "project:releases"] : ["org:read", "project:read"];

    private static CliOrganization Organization(string slug, CliProject project) => new("1", slug, "Paddock", project.CreatedAt, IsEarlyAdopter: false, RequireEmailVerification: false, []);

    private static CliProjectAnswer Project(CliProject project) =>
        new(project.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), project.Slug, project.Name, project.CreatedAt, [], "active");
}
