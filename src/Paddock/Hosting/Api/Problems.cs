using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Paddock.Hosting.Api;

/// <summary>What is told with a status that nobody has said more about.</summary>
internal static class Problems
{
    public static Task WriteAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return TypedResults.Problem(Detail(status), statusCode: status, title: ReasonPhrases.GetReasonPhrase(status)).ExecuteAsync(context);
    }

    private static string Detail(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "A parameter or the body cannot be read. /openapi/v1.json says what this address takes.",
        StatusCodes.Status404NotFound => "There is nothing at this address, or nothing that you may see.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take that method; the header Allow names those that it takes.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as JSON: Content-Type: application/json.",
        StatusCodes.Status503ServiceUnavailable => "The database does not answer right now. Try again in a moment.",
        >= StatusCodes.Status500InternalServerError => "Something went wrong here, and not with the request. The server's log says what.",
        _ => string.Create(CultureInfo.InvariantCulture, $"The answer is {status}."),
    };
}
