using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Paddock.Accounts.Access;

namespace Paddock.Hosting.Api;

/// <summary>What every operation says without being told: who may ask, what its common parameters mean, and how it refuses.</summary>
internal static class ApiOperations
{
    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["id"] = "The project's number.",
        ["range"] = $"What time: {Pipeline.Reading.TimeRange.Names}. 24h where it is not said.",
        ["query"] = "What to search for: words, and key:value for fields and attributes; a minus in front excludes.",
        ["cursor"] = "The page that follows: the value of `next` in the page before.",
        ["issue"] = "The issue's number.",
        ["trace"] = "32 hexadecimal digits.",
        ["monitor"] = "The monitor's number.",
        ["token"] = "The token's number.",
        ["key"] = "The key's number.",
        ["person"] = "The number of the account.",
        ["invitation"] = "The invitation's number.",
        ["kinds"] = "Names of views, parted by commas; all where it is not said.",
    };

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        DescribeParameters(operation, context);
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var refusals = metadata.OfType<Refusal>().Select(static refusal => refusal.Status).Append(StatusCodes.Status500InternalServerError).ToHashSet();
        if (operation.Parameters is { Count: > 0 } || operation.RequestBody is not null) refusals.Add(StatusCodes.Status400BadRequest);
        if (operation.Parameters?.Any(static parameter => parameter.In == ParameterLocation.Path) == true) refusals.Add(StatusCodes.Status404NotFound);
        if (operation.RequestBody is not null) refusals.UnionWith([StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType]);
        if (metadata.OfType<AccessRule>().LastOrDefault() is { Audience: not Audience.Anyone } rule)
        {
            refusals.UnionWith([StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden]);
            operation.Security = Security(rule.Audience, context);
        }

        var said = operation.Responses ?? [];
        operation.Responses = [];
        foreach (var (status, response) in said.Where(static response => response.Key[0] == '2')) operation.Responses.Add(status, response);
        foreach (var status in refusals.Order()) operation.Responses.Add($"{status}", new OpenApiResponseReference($"{ApiProblems.NameOf(status)}", context.Document));
        return Task.CompletedTask;
    }

    private static void DescribeParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        // Of a route's values that the handler takes from elsewhere (ProjectAccess) the generator knows nothing.
        foreach (var name in context.Description.RelativePath!.Split('/').Where(static part => part.StartsWith('{')).Select(static part => part.Trim('{', '}').Split(':')[0]).Reverse())
            if ((operation.Parameters ??= []).All(known => known.Name != name))
                operation.Parameters.Insert(0, new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" } });
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            parameter.Description ??= Parameters.GetValueOrDefault(parameter.Name!);
    }

    private static List<OpenApiSecurityRequirement> Security(Audience audience, OpenApiOperationTransformerContext context)
    {
        OpenApiSecuritySchemeReference Scheme(string name) => new(name, context.Document);
        var person = new OpenApiSecurityRequirement { [Scheme(ApiDocument.Session)] = [] };
        if (context.Description.HttpMethod is not "GET") person[Scheme(ApiDocument.Csrf)] = [];
        return audience is Audience.Caller or Audience.Project ? [person, new() { [Scheme(ApiDocument.Token)] = [] }] : [person];
    }
}
