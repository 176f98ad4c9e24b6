using System.Net.Sockets;
using System.Text;

namespace Paddock.ClickHouse;

/// <summary>Turns whatever went wrong between us and ClickHouse into one kind of exception.</summary>
internal static class Refusal
{
    private const string CodeHeader = "X-ClickHouse-Exception-Code";
    private const int LongestText = 16 * 1024;

    public static bool Is(HttpResponseMessage answer) => !answer.IsSuccessStatusCode || answer.Headers.Contains(CodeHeader);

    public static async Task<ClickHouseException> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var code = answer.Headers.TryGetValues(CodeHeader, out var codes) ? codes.FirstOrDefault() : null;
        var text = await ReadTextAsync(answer, cancellation);
        // A proxy, say: it answered, but ClickHouse did not.
        if (code is null && !text.Contains("Code: ", StringComparison.Ordinal))
            return NoAnswer($"HTTP {(int)answer.StatusCode} {text}");
        return ErrorText.Parse(text, code);
    }

    /// <summary>
    /// Whether the failure is one of the way to ClickHouse, and not the caller's own cancelling. HttpClient wraps what its sockets throw, but for a
    /// connection that is gone between its opening and its first use.
    /// </summary>
    public static bool IsNoAnswer(Exception failure, CancellationToken cancellation) =>
        failure is HttpRequestException or IOException or SocketException || (failure is TaskCanceledException && !cancellation.IsCancellationRequested);

    public static ClickHouseException NoAnswer(string why, Exception? cause = null) =>
        new(ClickHouseException.NoAnswerCode, "NO_ANSWER", $"ClickHouse gave no answer: {why}", cause);

    private static async Task<string> ReadTextAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
            var text = new byte[LongestText];
            var length = await body.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancellation);
            return Encoding.UTF8.GetString(text, 0, length);
        }
        catch (Exception failure) when (IsNoAnswer(failure, cancellation))
        {
            return failure.Message;
        }
    }
}
