using Paddock.Alerting.Channels;
using Paddock.Alerting.Channels.Mail;
using Paddock.Alerting.Channels.PagerDuty;
using Paddock.Alerting.Channels.Slack;
using Paddock.Alerting.Channels.Webhook;

namespace Paddock.Alerting;

/// <summary>Tells people what happened, without flooding anybody.</summary>
internal static class AlertingModule
{
    public static IServiceCollection AddAlerting(this IServiceCollection services) => services
        .AddSingleton<Gathering>().AddSingleton<MailBudget>().AddSingleton<Outbox>().AddSingleton<MuteLinks>().AddSingleton<MailText>()
        .AddSingleton<IChannel, MailChannel>().AddSingleton<IChannel, SlackChannel>().AddSingleton<IChannel, WebhookChannel>().AddSingleton<IChannel, PagerDutyChannel>()
        .AddHostedService<AlertService>()
        .ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AlertsApiJson.Default));
}
