using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Paddock.Engine.Native;

namespace Paddock.Engine.Http;

/// <summary>An error as ClickHouse tells it: a status, X-ClickHouse-Exception-Code, the text as the body. A response that has begun is broken off instead, so that no client takes it for whole.</summary>
internal static class ErrorResponse
{
    internal static async Task WriteAsync(HttpContext context, EngineError error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var body = Encoding.UTF8.GetBytes(error.Message + "\n");
        var response = context.Response;
        response.Headers.Remove("X-ClickHouse-Format");
        response.StatusCode = Status(error.Code);
        response.ContentType = "text/plain; charset=UTF-8";
        response.ContentLength = body.Length;
        response.Headers["X-ClickHouse-Exception-Code"] = error.Code.ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(body);
    }

    private static int Status(int code) => code switch
    {
        6 or 26 or 27 or 38 or 41 or 46 or 53 or 62 or 72 or 117 or 271 or 457 => StatusCodes.Status400BadRequest,
        16 or 47 or 60 or 81 => StatusCodes.Status404NotFound,
        159 => StatusCodes.Status408RequestTimeout,
        EngineError.NotImplemented => StatusCodes.Status501NotImplemented,
        EngineError.TooManySimultaneousQueries => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
