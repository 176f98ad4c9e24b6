using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Paddock.Tests.Accounts;

/// <summary>A browser: keeps cookies, follows no redirect by itself, and sends the forms it is shown.</summary>
internal sealed partial class Visitor : IDisposable
{
    public const string Email = "ann@example.org";
    public const string Password = "a horse in a paddock";
    private readonly HttpClient _http;

    public Visitor(Uri address, HttpMessageHandler? through = null)
    {
        Address = address;
        _http = new HttpClient(through ?? new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
    }

    public Uri Address { get; }

    public CookieContainer Cookies { get; } = new();

    public string? Session => Cookies.GetCookies(Address)["paddock_session"]?.Value;

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellation) =>
        _http.SendAsync(request, completion, cancellation);

    /// <summary>Opens the page and sends its form with these fields and the hidden ones it came with.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await ReadAsync(path);
        var filled = HiddenFields().Matches(page).ToDictionary(match => match.Groups["name"].Value, match => WebUtility.HtmlDecode(match.Groups["value"].Value));
        foreach (var (name, value) in fields)
            filled[name] = value;
        return await PostFormAsync(path, filled);
    }

    public async Task<HttpResponseMessage> PostFormAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await _http.PostAsync(path, form, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> SignInAsync(string email = Email, string password = Password) =>
        SubmitAsync("/sign-in", ("email", email), ("password", password));

    /// <summary>Who is signed in is not shown the form, so it comes from the page that signs out: the hidden value is the same.</summary>
    public async Task<HttpResponseMessage> SignInWithOpenSessionAsync()
    {
        var csrf = HiddenFields().Match(await ReadAsync("/sign-out")).Groups["value"].Value;
        return await PostFormAsync("/sign-in", [new("csrf", csrf), new("email", Email), new("password", Password)]);
    }

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> ReadJsonAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async Task<string> CsrfAsync() => (await ReadJsonAsync("/api/v1/session")).GetProperty("csrf").GetString()!;

    /// <summary>A change as the application's screen sends it.</summary>
    public async Task<HttpResponseMessage> ChangeAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Paddock-Csrf", await CsrfAsync());
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>\w+)" value="(?<value>[^"]*)">""", RegexOptions.None, 1000)]
    private static partial Regex HiddenFields();
}
