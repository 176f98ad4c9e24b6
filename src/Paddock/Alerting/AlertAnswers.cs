using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Paddock.Alerting;

// The API's shapes. Times are ISO 8601 in UTC.

/// <param name="MailIsSet">False: no mail server is set, and mails cannot be sent.</param>
internal sealed record AlertList(Alert[] Alerts, bool MailIsSet);

/// <param name="Host">Where the channel is; its whole address is not shown again. Empty: mail.</param>
/// <param name="IsMuted">For who asks: others get its mails.</param>
/// <param name="SnoozedUntil">Until then it tells nothing; null: it is not snoozed.</param>
/// <param name="SnoozedBy">Who did that; empty: nobody.</param>
/// <param name="Last">Null: it has told nothing yet.</param>
internal sealed record Alert(
    int Id, string Name, string[] Occasions, [property: AllowedValues("fatal", "error", "warning", "info", "debug")] string Level, [property: AllowedValues("mail", "slack", "webhook", "pagerduty")] string Channel,
    string Host, bool IsMuted, string? SnoozedUntil, string SnoozedBy, AlertMessage? Last);

/// <param name="State">waiting, sent, failed, held for the morning's digest, or digested.</param>
/// <param name="To">Of mail, to whom; empty: to the channel.</param>
/// <param name="Count">Of how many happenings it tells.</param>
/// <param name="Problem">Why the last try failed; empty: it did not.</param>
internal sealed record AlertMessage(
    int Id, string Alert, string To, string CreatedAt, [property: AllowedValues("waiting", "sent", "failed", "held", "digested")] string State, string? SentAt, int Count, string Subject, string Problem);

internal sealed record AlertMessageList(AlertMessage[] Messages);

/// <param name="Secret">By which webhooks are signed, shown this once; null for other channels.</param>
internal sealed record NewAlert(Alert Alert, string? Secret);

/// <param name="Problem">Why the test did not arrive; null: it did.</param>
internal sealed record AlertTest(string? Problem);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(AlertMessageList))]
[JsonSerializable(typeof(NewAlert))]
[JsonSerializable(typeof(AlertTest))]
[JsonSerializable(typeof(AlertRequest))]
[JsonSerializable(typeof(AlertChange))]
[JsonSerializable(typeof(AlertSnooze))]
internal sealed partial class AlertsApiJson : JsonSerializerContext;
