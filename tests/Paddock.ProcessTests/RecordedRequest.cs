using System.Text;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>A request of tests/corpus, as its client made it.</summary>
/// <param name="Name">"otel-js-0.223.1/logs-json"</param>
/// <param name="Headers">but for those that belong to the connection</param>
internal sealed record RecordedRequest(string Name, HttpMethod Method, string Path, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    private const string RecordedKey = "0123456789abcdef0123456789abcdef";
    private static readonly string Root = System.IO.Path.Combine(PaddockProcess.RepositoryRoot, "tests", "corpus");
    private static readonly string[] OfConnection = ["Host", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding"];

    private static readonly string[] KeysInBodies = ["posthog", "mixpanel", "umami"];

    // How clients put the key into Basic.
    private static readonly Func<string, string>[] Pairs = [static key => key + ":", static key => "paddock:" + key];

    /// <summary>Every file of the corpus; those written by hand are events as an old SDK posts them.</summary>
    public static IReadOnlyList<RecordedRequest> All { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.http", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read),
        .. Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(static path => new RecordedRequest(NameOf(path), HttpMethod.Post, "/api/1/store/", [("X-Sentry-Auth", $"Sentry sentry_key={RecordedKey}")], File.ReadAllBytes(path))),
    ];

    /// <summary>The same request to a project of ours.</summary>
    public HttpRequestMessage To(CreatedProject project)
    {
        string Ours(string text) => Pairs.Aggregate(
            text.Replace(RecordedKey, project.WriteKey, StringComparison.Ordinal), (all, pair) => all.Replace(Basic(pair(RecordedKey)), Basic(pair(project.WriteKey)), StringComparison.Ordinal));
        var parts = Path.Split('/');
        if (parts is ["", "api", _, "envelope" or "store", ..]) parts[2] = $"{project.Id}";
        var request = new HttpRequestMessage(Method, Ours(string.Join('/', parts)));
        if (Method == HttpMethod.Post) request.Content = new ByteArrayContent(Body);
        // Packed or in Base64 it cannot be replaced; a header says it as well.
        if (KeysInBodies.Any(client => Name.StartsWith(client, StringComparison.Ordinal))) request.Headers.Add("x-paddock-key", project.WriteKey);
        foreach (var (name, value) in Headers)
            if (!request.Headers.TryAddWithoutValidation(name, Ours(value))) request.Content?.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static RecordedRequest Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var words = lines[0].Split(' ');
        var body = System.IO.Path.ChangeExtension(path, "body");
        var headers = lines[1..].Select(static line => line.Split(": ", 2)).Where(static pair => pair.Length == 2 && !OfConnection.Contains(pair[0], StringComparer.OrdinalIgnoreCase));
        return new RecordedRequest(NameOf(path), new HttpMethod(words[0]), words[1], [.. headers.Select(static pair => (pair[0], pair[1]))], File.Exists(body) ? File.ReadAllBytes(body) : []);
    }

    private static string NameOf(string path) => System.IO.Path.ChangeExtension(System.IO.Path.GetRelativePath(Root, path), null);

    private static string Basic(string pair) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
