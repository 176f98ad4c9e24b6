using Paddock.Alerting.Channels;
using Paddock.Alerting.Channels.Mail;
using Paddock.Alerting.Channels.PagerDuty;
using Paddock.Alerting.Channels.Slack;
using Paddock.Alerting.Channels.Webhook;
using Paddock.Alerting.Trackers;
using Paddock.Alerting.Trackers.GitHub;
using Paddock.Alerting.Trackers.GitLab;
using Paddock.Alerting.Trackers.Jira;

namespace Paddock.Alerting;

/// <summary>Tells people what happened, without flooding anybody, and keeps tickets in step with issues.</summary>
internal static class AlertingModule
{
    public static IServiceCollection AddAlerting(this IServiceCollection services) => services
        .AddSingleton<Gathering>().AddSingleton<MailBudget>().AddSingleton<Outbox>().AddSingleton<MuteLinks>().AddSingleton<MailText>()
        .AddSingleton<IChannel, MailChannel>().AddSingleton<IChannel, SlackChannel>().AddSingleton<IChannel, WebhookChannel>().AddSingleton<IChannel, PagerDutyChannel>()
        .AddHostedService<AlertService>()
        .AddSingleton<ITracker, GitHubTracker>().AddSingleton<ITracker, GitLabTracker>().AddSingleton<ITracker, JiraTracker>()
        .AddSingleton<TrackerHttp>().AddSingleton<TrackerBook>().AddSingleton<TicketText>().AddSingleton<TicketSync>()
        .AddHostedService<TicketService>()
        .ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AlertsApiJson.Default))
        .ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, TrackersApiJson.Default));

    public static void MapAlerting(this IEndpointRouteBuilder routes)
    {
        routes.MapAlerts();
        routes.MapTrackers();
    }
}
