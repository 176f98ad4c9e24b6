using Paddock.Outbound;

namespace Paddock.Alerting.Channels;

/// <summary>What the channels over HTTP have in common: JSON to an address, under the policy of all outbound calls.</summary>
internal static class HttpChannel
{
    private const int MostShown = 200;

    /// <returns>Why it was not sent; null: it was.</returns>
    public static async Task<string?> PostAsync(this OutboundHttp http, string url, byte[] json, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancel)
    {
        var request = new OutboundRequest(new Uri(url), HttpMethod.Post)
        {
            Headers = [new("Content-Type", "application/json"), new("User-Agent", "Paddock"), .. headers],
            Body = json,
            MostRedirects = 0,
            MostBody = 4096,
        };
        var result = await http.SendAsync(request, cancel);
        if (result.Failure is not null) return result.Detail;
        if (result.Status is >= 200 and < 300) return null;
        var said = System.Text.Encoding.UTF8.GetString(result.Body);
        return $"It answered {result.Status}{(said.Length == 0 ? "" : $": {(said.Length > MostShown ? said[..MostShown] : said)}")}";
    }
}
