using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Paddock.Protocols.Compression;

namespace Paddock.Receivers.SentryCli;

/// <summary>Reads the JSON that the command line sends.</summary>
internal sealed class CliBody(RequestBodies bodies)
{
    private const int MostBytes = 4 << 20;

    /// <returns>What was sent, or why it cannot be used.</returns>
    public async Task<(T? Value, IResult? Refusal)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> shape) where T : class
    {
        using var body = await bodies.ReadAsync(context, MostBytes);
        if (body.Status != DecompressionStatus.Ok) return (null, Refused(body.Status));
        try
        {
            return JsonSerializer.Deserialize(body.Bytes.Span, shape) is { } value ? (value, null) : (null, Malformed());
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return (null, Malformed());
        }
    }

    public static IResult Refused(DecompressionStatus status) => status switch
    {
        DecompressionStatus.TooLarge => CliAnswer.Problem(StatusCodes.Status413PayloadTooLarge, "That is too much at once."),
        DecompressionStatus.UnknownEncoding => CliAnswer.Problem(StatusCodes.Status415UnsupportedMediaType, "That Content-Encoding is not understood here."),
        DecompressionStatus.Busy => CliAnswer.Problem(StatusCodes.Status429TooManyRequests, "Too much is being uploaded at once. Try again in a moment."),
        DecompressionStatus.TooSlow => CliAnswer.Problem(StatusCodes.Status408RequestTimeout, "That came too slowly."),
        _ => CliAnswer.Problem(StatusCodes.Status400BadRequest, "The request could not be read to its end."),
    };

    private static IResult Malformed() => CliAnswer.Problem(StatusCodes.Status400BadRequest, "The body is not the JSON that is expected here.");
}
