using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paddock.Alerting;

/// <summary>What one message tells; kept with it, so that what is sent late is what was true when it was made.</summary>
/// <param name="Project">Its name.</param>
/// <param name="Counts">How many of each kind.</param>
/// <param name="Items">The newest hundred for PagerDuty, which has an incident for each; for people the newest ten; none in what is held for a digest.</param>
/// <param name="Others">Of a digest: messages that were held back, as their subjects.</param>
/// <param name="Unsaid">What was not told before, and why; empty: nothing.</param>
internal sealed record AlertContent(string Project, string Slug, string Alert, Dictionary<string, int> Counts, AlertItem[] Items, string[] Others, string Unsaid = "")
{
    public const int MostItems = 100, MostOthers = 50;
    private const int MostShown = 10;

    public int Count => Counts.Values.Sum();

    public IEnumerable<AlertItem> Shown => Items.Take(MostShown);

    public int NotShown => Count - Math.Min(Items.Length, MostShown);

    /// <summary>One happening in words, or how many of which.</summary>
    public string Subject() => Items is [var only] && Count == 1
        ? $"[{Project}] {Occasion.Of(only.Kind).One}: {only.Title}{(only.Detail.Length > 0 ? $" ({only.Detail})" : "")}"
        : $"[{Project}] {string.Join(", ", Occasion.All.Where(occasion => Counts.ContainsKey(occasion.Kind)).Select(occasion => Words(occasion, Counts[occasion.Kind])))}";

    public static AlertContent Read(string json) => JsonSerializer.Deserialize(json, AlertingJson.Default.AlertContent)!;

    public string Write() => JsonSerializer.Serialize(this, AlertingJson.Default.AlertContent);

    private string Words(Occasion occasion, int count) => count == 1 ? $"{occasion.One}: {Items.FirstOrDefault(item => item.Kind == occasion.Kind)?.Title ?? "1"}" : $"{count} {occasion.Many}";
}

/// <param name="Time">ISO 8601, UTC.</param>
internal sealed record AlertItem(string Kind, int SubjectId, string Time, string Title, string Detail, string Level);

/// <summary>What a webhook gets.</summary>
/// <param name="Unsaid">What was not told before, and why; empty: nothing.</param>
/// <param name="Url">Where the project is looked at.</param>
internal sealed record WebhookBody(int Id, string Alert, string Project, string Subject, Dictionary<string, int> Counts, WebhookItem[] Items, string Unsaid, string Url);

internal sealed record WebhookItem(string Kind, string Time, string Title, string Detail, string Level, string Url);

internal sealed record SlackBody(string Text);

/// <summary>PagerDuty's Events API v2.</summary>
internal sealed record PagerDutyBody(string RoutingKey, string EventAction, string DedupKey, PagerDutyPayload? Payload, PagerDutyLink[] Links);

internal sealed record PagerDutyPayload(string Summary, string Source, string Severity, string Timestamp);

internal sealed record PagerDutyLink(string Href, string Text);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AlertContent))]
[JsonSerializable(typeof(AlertTarget))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(SlackBody))]
internal sealed partial class AlertingJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PagerDutyBody))]
internal sealed partial class PagerDutyJson : JsonSerializerContext;
