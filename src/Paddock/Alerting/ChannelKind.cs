namespace Paddock.Alerting;

internal static class ChannelKind
{
    public const string Mail = "mail", Slack = "slack", Webhook = "webhook", PagerDuty = "pagerduty";

    public static readonly string[] All = [Mail, Slack, Webhook, PagerDuty];
}
