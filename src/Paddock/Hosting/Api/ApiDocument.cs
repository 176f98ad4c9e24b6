using System.Security.Cryptography;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Paddock.Hosting.Api;

/// <summary>GET /openapi/v1.json: the API as it runs, described by its own endpoints. Made once, at the first question: some 100 ms.</summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v1";
    public const string Token = "token", Session = "session", Csrf = "csrf";

    // The doors are not in it: their clients' own protocols describe them, and no client is generated for them from here.
    private const string About = """
        What Paddock's screens read and change, and programs may, too. Lists come in pages: `next` of one is `cursor` of the one that follows, and null at the end.
        Answers to GET carry an ETag. Whatever is refused is refused with problem details (RFC 9457). What sites send goes to doors of its own, each with its clients' protocol: see the guides.
        """;

    private static readonly (string Name, string About)[] Tags =
    [
        ("Session", "Who is signed in."), ("Projects", "Projects, and what opens them."), ("People", "Accounts, roles, invitations, and who did what."), ("Monitoring", "Requests and traces; what is up, and what was down."), ("Errors", "Issues and their events."),
        ("Analytics", "Visitors and what they looked at."), ("Product", "Events, people, funnels."), ("Logs", "Lines of logs."), ("Links", "What leads from one record to others."),
        ("Alerts", "Who is told of what."), ("SQL", "Any question."), ("Live", "What has just arrived."),
    ];

    private (byte[] Json, string Tag)? _made;

    public async Task WriteAsync(HttpContext context)
    {
        var (json, tag) = _made ??= await MakeAsync(context.RequestAborted);
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    public static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new() { Title = "Paddock", Version = Name, Description = About };
        // Relative to where it was read; the address of this process is nobody's business.
        document.Servers = [new() { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(static tag => new OpenApiTag { Name = tag.Name, Description = tag.About }));
        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths.OrderBy(static path => path.Key, StringComparer.Ordinal)) paths.Add(path, item);
        document.Paths = paths;
        var components = document.Components ??= new();
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Csrf] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Paddock-Csrf", Description = "Beside the cookie, with every change: `csrf` of GET /api/v1/session." },
            [Session] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "paddock_session", Description = "A person who has signed in with a browser." },
            [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A program, with a token of its project." },
        };
        ApiProblems.Describe(document);
        return Task.CompletedTask;
    }

    private async Task<(byte[], string)> MakeAsync(CancellationToken cancel)
    {
        var document = await provider.GetOpenApiDocumentAsync(cancel);
        using var written = new MemoryStream();
        await document.SerializeAsJsonAsync(written, OpenApiSpecVersion.OpenApi3_1, cancel);
        var json = written.ToArray();
        return (json, $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\"");
    }
}
