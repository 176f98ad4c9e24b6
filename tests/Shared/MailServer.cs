using System.Collections.Concurrent;
using System.Text;
using MimeKit;

namespace Paddock.Testing;

/// <summary>A mail server on this machine that keeps what it is given, by RFC 5321 as far as a client needs it.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly LineSite _site;

    public MailServer() => _site = new LineSite("220 loopback", TalkAsync);

    public string Url => $"smtp://127.0.0.1:{_site.Port}";

    /// <summary>Answers to MAIL with this instead of taking it; null: takes it.</summary>
    public string? Refusal { get; set; }

    public ConcurrentQueue<(string To, MimeMessage Message)> Mails { get; } = new();

    public void Dispose() => _site.Dispose();

    private async Task TalkAsync(StreamReader lines, Func<string, Task> say)
    {
        var to = "";
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase) && Refusal is { } refusal) await say(refusal);
            else if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase))
            {
                to = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
                await say("250 OK");
            }
            else if (line == "DATA")
            {
                await say("354 go on");
                var text = new StringBuilder();
                while (await lines.ReadLineAsync() is { } next && next != ".") text.Append(next.StartsWith('.') ? next[1..] : next).Append("\r\n");
                Mails.Enqueue((to, await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())))));
                await say("250 taken");
            }
            else
            {
                await say(line == "QUIT" ? "221 bye" : "250 OK");
                if (line == "QUIT") return;
            }
        }
    }
}
