using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Paddock.Accounts.Access;
using Paddock.Pipeline.Reading;

namespace Paddock.Hosting.PersonalData;

/// <summary>
/// Stands before everything that is read of a project. Who may not read personal data passes only to endpoints that say so (<see cref="WithoutPersonalData"/>), may search only
/// by what tells nothing of a person, and gets the answer with its personal parts empty.
/// </summary>
internal sealed class PersonalDataWall(IOptions<JsonOptions> json) : IEndpointFilter
{
    private readonly Lazy<JsonSerializerOptions> _masking = new(() => Masking.Of(json.Value.SerializerOptions));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var project = http.Features.Get<ProjectAccess>()!;
        var mayMeetPeople = project.Can.Includes(Capability.ReadPersonalData);
        http.Features.Set(new Reader(mayMeetPeople));
        if (mayMeetPeople)
            return await next(context);
        if (http.GetEndpoint()?.Metadata.GetMetadata<WithoutPersonalData>() is not { } allowed)
            return Forbidden(project.Role is null
                ? "This shows personal data, which the scopes of this token do not include."
                : $"This shows personal data, which the role {project.Role.Name} does not include.");
        if (SearchProblem(http.Request.Query["query"], allowed) is { } problem)
            return Forbidden(problem);
        return Mask(await next(context));
    }

    private object? Mask(object? result) => result switch
    {
        INestedHttpResult nested => Mask(nested.Result),
        ProblemHttpResult or NotFound or NoContent or EmptyHttpResult => result,
        // Bytes: nobody outside this wall may write the value once more, and whole.
        IValueHttpResult { Value: { } value } => TypedResults.Bytes(JsonSerializer.SerializeToUtf8Bytes(value, _masking.Value.GetTypeInfo(value.GetType())), "application/json"),
        _ => throw new InvalidOperationException($"A {result?.GetType().Name ?? "null"} cannot be cleared of personal data: answer a shape of one's own, or do not promise it."),
    };

    private static string? SearchProblem(string? query, WithoutPersonalData allowed)
    {
        // What is no search at all, the endpoint refuses itself.
        foreach (var term in SearchTerm.Parse(query) ?? [])
        {
            if (term.Key is null && !allowed.Words)
                return "Without access to personal data this cannot be searched for words. Use filters, such as level:error or environment:production.";
            if (term.Key is { } key && !allowed.SearchKeys.Contains(key))
                return $"Without access to personal data this cannot be searched by {key}.";
        }
        return null;
    }

    private static ProblemHttpResult Forbidden(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status403Forbidden, title: "Not with your role");
}
