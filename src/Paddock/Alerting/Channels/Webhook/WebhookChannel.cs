using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Paddock.Hosting;
using Paddock.Outbound;

namespace Paddock.Alerting.Channels.Webhook;

/// <summary>
/// JSON to any address. Signed: <c>X-Paddock-Signature: t=SECONDS,v1=HEX</c> is HMAC-SHA256, with the alert's secret, of the seconds, a dot and the body. <c>id</c> is the same where it is sent again.
/// </summary>
internal sealed class WebhookChannel(OutboundHttp http, PublicAddress address, TimeProvider time) : IChannel
{
    public string Kind => ChannelKind.Webhook;

    public Task<string?> SendAsync(Envelope envelope, CancellationToken cancel)
    {
        var content = envelope.Content;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new WebhookBody(
                envelope.Id, content.Alert, content.Project, envelope.Subject, content.Counts,
                [.. content.Items.Select(item => new WebhookItem(item.Kind, item.Time, item.Title, item.Detail, item.Level, MessageLinks.Of(address, content, item)))], content.Unsaid, MessageLinks.Of(address, content)),
            AlertingJson.Default.WebhookBody);
        return http.PostAsync(envelope.Target.Url, body, [new("X-Paddock-Signature", Signature(envelope.Target.Secret, time.GetUtcNow().ToUnixTimeSeconds(), body))], cancel);
    }

    public static string Signature(string secret, long seconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{seconds}."));
        hash.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
