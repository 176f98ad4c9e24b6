using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Paddock.Hosting.Api;

/// <summary>
/// Answers to GET carry a hash of their content, and one that the reader has already is not sent again (304). The reader may keep it, nobody else, and asks each time.
/// What is streamed goes by untouched.
/// </summary>
internal sealed class EntityTags(IOptions<JsonOptions> json) : IEndpointFilter
{
    private const string Json = "application/json; charset=utf-8";
    private const string Kept = "private, no-cache";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        return HttpMethods.IsGet(context.HttpContext.Request.Method) && BodyOf(result) is { } body ? Tagged(context.HttpContext, body) : result;
    }

    private ReadOnlyMemory<byte>? BodyOf(object? result) => result switch
    {
        INestedHttpResult nested => BodyOf(nested.Result),
        FileContentHttpResult { ContentType: "application/json" } file => file.FileContents,
        IValueHttpResult { Value: { } value } and IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } =>
            JsonSerializer.SerializeToUtf8Bytes(value, json.Value.SerializerOptions.GetTypeInfo(value.GetType())),
        _ => null,
    };

    private static IResult Tagged(HttpContext context, ReadOnlyMemory<byte> body)
    {
        // 16 of SHA-256's bytes: 10 µs for a large answer of 20 kB.
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 16))}\"");
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = Kept;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(body, Json);
    }
}
