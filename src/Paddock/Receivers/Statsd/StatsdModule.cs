using Paddock.Hosting;
using Paddock.Protocols.Syslog;
using Paddock.Receivers.Listeners;

namespace Paddock.Receivers.Statsd;

/// <summary>StatsD and DogStatsD over UDP at the addresses of <c>Statsd__Listen</c>, each with the key of its project.</summary>
internal static class StatsdModule
{
    public const string Name = "statsd";

    private const int LongestMessage = 64 * 1024;

    public static IServiceCollection AddStatsd(this IServiceCollection services) => services
        .AddSingleton<StatsdIntake>()
        .AddHostedService(static provider => provider.GetRequiredService<StatsdIntake>())
        .AddSingleton(static provider => new ListenedProtocol(
            Name, provider.GetRequiredService<PaddockOptions>().StatsdListeners, LongestMessage, SyslogFrames.Take, provider.GetRequiredService<StatsdIntake>().TakeAsync));
}
