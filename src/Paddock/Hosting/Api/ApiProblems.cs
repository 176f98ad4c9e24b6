using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Paddock.Hosting.Api;

/// <summary>A status by which an endpoint, or a group of them, refuses besides those that every one has.</summary>
internal sealed record Refusal(int Status);

/// <summary>Every way in which the API refuses, each described once in the document.</summary>
internal static class ApiProblems
{
    private static readonly (int Status, string Why)[] Known =
    [
        (StatusCodes.Status400BadRequest, "A parameter or the body cannot be used; the detail says what to write."),
        (StatusCodes.Status401Unauthorized, "Nobody is signed in, and no token was sent that opens anything."),
        (StatusCodes.Status403Forbidden, "The caller may not do this, or the change did not come from Paddock's own screens."),
        (StatusCodes.Status404NotFound, "There is no such thing, or none that the caller may see."),
        (StatusCodes.Status409Conflict, "What is there does not allow it; the detail says why."),
        (StatusCodes.Status412PreconditionFailed, "It has changed since the ETag in If-Match."),
        (StatusCodes.Status413PayloadTooLarge, "The body is too large."),
        (StatusCodes.Status415UnsupportedMediaType, "The body is not JSON in UTF-8."),
        (StatusCodes.Status422UnprocessableEntity, "It is well formed, and more than is allowed."),
        (StatusCodes.Status429TooManyRequests, "Too many at once; Retry-After says when to come back."),
        (StatusCodes.Status500InternalServerError, "Something went wrong here; the server's log says what."),
        (StatusCodes.Status503ServiceUnavailable, "The store does not answer right now; Retry-After says when to come back."),
    ];

    public static string NameOf(int status) => ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal);

    public static void Describe(OpenApiDocument document)
    {
        var components = document.Components!;
        (components.Schemas ??= new Dictionary<string, IOpenApiSchema>())["Problem"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Problem details (RFC 9457); some have further fields for programs, such as `reason`.",
            Required = new HashSet<string> { "title", "status" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For people: what was wrong, and what to do." },
            },
        };
        components.Responses = Known.ToDictionary(static known => NameOf(known.Status), known => (IOpenApiResponse)new OpenApiResponse
        {
            Description = known.Why,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", document) } },
        });
    }
}
