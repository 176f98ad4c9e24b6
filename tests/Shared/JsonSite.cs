using System.Collections.Concurrent;
using System.Text;

namespace Paddock.Testing;

/// <summary>A server on this machine that takes and answers JSON, one request a connection, and remembers what it was asked.</summary>
internal sealed class JsonSite : IDisposable
{
    private readonly Func<Asked, (int Status, string Json)> _answer;
    private readonly LineSite _site;

    public JsonSite(Func<Asked, (int Status, string Json)> answer) => (_answer, _site) = (answer, new LineSite(null, TalkAsync));

    public int Port => _site.Port;

    public string Url => $"http://127.0.0.1:{Port}";

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public void Dispose() => _site.Dispose();

    private async Task TalkAsync(StreamReader lines, Func<string, Task> say)
    {
        if (await lines.ReadLineAsync() is not { } first || first.Split(' ') is not [var method, var path, _]) return;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await lines.ReadLineAsync() is { Length: > 0 } line) headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        var body = new char[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length) : 0];
        if (body.Length > 0) await lines.ReadBlockAsync(body); // without a body there is nothing to wait for
        var asked = new Asked(method, path, headers, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)));
        Requests.Enqueue(asked);
        var (status, json) = _answer(asked);
        await say($"HTTP/1.1 {status} Word\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\nConnection: close\r\n\r\n{json}");
    }

    /// <param name="Body">UTF-8 decoded.</param>
    internal sealed record Asked(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
}
