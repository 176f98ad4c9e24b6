using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Paddock.Testing;

/// <summary>Takes webhooks, and signs them a second time.</summary>
internal sealed class HookSite : IDisposable
{
    private readonly LineSite _site;

    public HookSite() => _site = new LineSite(null, TalkAsync);

    public int Port => _site.Port;

    public string Url => $"http://127.0.0.1:{Port}/";

    public string Secret { get; set; } = "";

    public ConcurrentQueue<(JsonElement Body, string Signature)> Bodies { get; } = new();

    public string Sign(string body, string signature)
    {
        var seconds = signature[2..signature.IndexOf(',')];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{seconds}.{body}")))}";
    }

    public void Dispose() => _site.Dispose();

    private async Task TalkAsync(StreamReader lines, Func<string, Task> say)
    {
        var (length, signature) = (0, "");
        while (await lines.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)) length = int.Parse(line["Content-Length: ".Length..]);
            if (line.StartsWith("X-Paddock-Signature: ", StringComparison.OrdinalIgnoreCase)) signature = line["X-Paddock-Signature: ".Length..];
        }
        var body = new char[length];
        await lines.ReadBlockAsync(body);
        Bodies.Enqueue((JsonSerializer.Deserialize<JsonElement>(new string(body)), signature));
        await say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n");
    }
}
