using System.Net.Http.Headers;
using System.Text;

namespace Paddock.ClickHouse;

/// <summary>Where ClickHouse is: the bundled engine, or a server of one's own.</summary>
public static class ClickHouseConnection
{
    // Until the headers of an answer: longer than any statement of ours may run, so that only a dead peer meets it.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <param name="handler">One that connects to the engine's socket, whatever the address says. It stays the caller's.</param>
    public static HttpClient ToEngine(HttpMessageHandler handler) =>
        new(handler, disposeHandler: false) { BaseAddress = new Uri("http://engine/"), Timeout = AnswerTimeout };

    /// <param name="url">http or https; a user and password may stand in it: <c>https://user:password@host:8443/</c>.</param>
    public static HttpClient ToServer(Uri url)
    {
        var address = new UriBuilder(url) { UserName = "", Password = "", Query = "", Fragment = "" };
        if (!address.Path.EndsWith('/'))
            address.Path += '/';
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            // A server's name may come to mean another address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        var client = new HttpClient(handler) { BaseAddress = address.Uri, Timeout = AnswerTimeout };
        if (url.UserInfo.Length > 0)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", BasicCredentials(url.UserInfo));
        return client;
    }

    private static string BasicCredentials(string userInfo)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        var (user, password) = colon < 0 ? (userInfo, "") : (userInfo[..colon], userInfo[(colon + 1)..]);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.UnescapeDataString(user)}:{Uri.UnescapeDataString(password)}"));
    }
}
