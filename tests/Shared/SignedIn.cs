using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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

    /// <summary>The same, which may also change things.</summary>
    public static async Task<HttpClient> WritingClientAsync(PaddockProcess server)
    {
        var http = await ClientAsync(server);
        http.DefaultRequestHeaders.Add("X-Paddock-Csrf", (await http.GetFromJsonAsync<JsonElement>("/api/v1/session")).GetProperty("csrf").GetString());
        http.DefaultRequestHeaders.Add("Origin", http.BaseAddress!.ToString().TrimEnd('/'));
        return http;
    }

    /// <returns>Undefined where the answer has no body.</returns>
    public static async Task<JsonElement> AskAsync(this HttpClient http, HttpMethod method, string path, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    [GeneratedRegex(@"http\S+/welcome/\S+")]
    private static partial Regex Link();

    [GeneratedRegex("""type="hidden" name="(\w+)" value="([^"]+)""")]
    private static partial Regex Token();
}
