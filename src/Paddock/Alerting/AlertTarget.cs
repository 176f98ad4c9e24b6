using System.Text.Json;
using Paddock.Accounts.SecondFactor;

namespace Paddock.Alerting;

/// <summary>Where a channel sends to; sealed where it is kept, since the path of such an address is a secret as a rule.</summary>
/// <param name="Url">Empty: mail, or PagerDuty's own.</param>
/// <param name="Secret">By which a webhook is signed, or PagerDuty's routing key; empty: none.</param>
internal sealed record AlertTarget(string Url, string Secret)
{
    public byte[] Seal(SecretBox box, int project) => box.Seal(JsonSerializer.SerializeToUtf8Bytes(this, AlertingJson.Default.AlertTarget), project);

    /// <returns>Null: the file of the secrets' key is another one.</returns>
    public static AlertTarget? Open(SecretBox box, int project, byte[] content) =>
        content.Length == 0 ? new("", "") : box.Open(content, project) is { } json ? JsonSerializer.Deserialize(json, AlertingJson.Default.AlertTarget) : null;
}
