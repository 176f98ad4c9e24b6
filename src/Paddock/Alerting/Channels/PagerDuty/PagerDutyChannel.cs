using System.Text.Json;
using Paddock.Hosting;
using Paddock.Outbound;

namespace Paddock.Alerting.Channels.PagerDuty;

/// <summary>PagerDuty's Events API v2: an incident for each issue and each monitor, which ends by itself when the monitor is up again.</summary>
internal sealed class PagerDutyChannel(OutboundHttp http, PublicAddress address) : IChannel
{
    public const string Url = "https://events.pagerduty.com/v2/enqueue";

    public string Kind => ChannelKind.PagerDuty;

    public async Task<string?> SendAsync(Envelope envelope, CancellationToken cancel)
    {
        var content = envelope.Content;
        // Oldest first: a monitor that is up again was down before.
        foreach (var item in content.Items.Reverse())
            if (await http.PostAsync(envelope.Target.Url, JsonSerializer.SerializeToUtf8Bytes(Body(envelope, item), PagerDutyJson.Default.PagerDutyBody), [], cancel) is { } problem) return problem;
        return null;
    }

    private PagerDutyBody Body(Envelope envelope, AlertItem item)
    {
        var key = $"paddock-{envelope.Content.Slug}-{Occasion.Path(item.Kind, item.SubjectId).Replace('/', '-')}";
        var isOver = item.Kind == "monitor.up";
        return new PagerDutyBody(
            envelope.Target.Secret, isOver ? "resolve" : "trigger", key,
            isOver ? null : new PagerDutyPayload($"{Occasion.Of(item.Kind).One}: {item.Title} {item.Detail}".Trim(), envelope.Content.Project, item.Level switch { "fatal" => "critical", "error" => "error", "warning" => "warning", _ => "info" }, item.Time),
            [new PagerDutyLink(MessageLinks.Of(address, envelope.Content, item), "Paddock")]);
    }
}
