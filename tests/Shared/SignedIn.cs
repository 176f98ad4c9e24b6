using System.Net;
using System.Text.RegularExpressions;

namespace Paddock.Testing;

/// <summary>The first administrator, by the link that the first start prints.</summary>
internal static partial class SignedIn
{
    public const string Email = "ann@example.com";
    public const string Password = "a quiet paddock";

    /// <summary>The one-time link in what the server has printed.</summary>
    public static async Task<Uri> WelcomeLinkAsync(PaddockProcess server)
    {
        Match found = Match.Empty;
        await Eventually.TrueAsync(() => Task.FromResult((found = Link().Match(server.Output)).Success), () => $"no link in:\n{server.Output}");
        return new Uri(found.Value);
    }

    /// <summary>A client with the session's cookie.</summary>
    public static async Task<HttpClient> ClientAsync(PaddockProcess server)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server.Url };
        var link = await WelcomeLinkAsync(server);
        var form = await http.GetStringAsync(link);
        var token = Token().Match(form);
        using var answer = await http.PostAsync(link, new FormUrlEncodedContent([new(token.Groups[1].Value, token.Groups[2].Value), new("email", Email), new("password", Password)]));
        Assert.Equal("/", answer.RequestMessage!.RequestUri!.AbsolutePath);
        return http;
    }

    [GeneratedRegex(@"http\S+/welcome/\S+")]
    private static partial Regex Link();

    [GeneratedRegex("""type="hidden" name="(\w+)" value="([^"]+)""")]
    private static partial Regex Token();
}
