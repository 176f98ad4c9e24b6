using Paddock.Hosting;
using Paddock.Protocols.Syslog;
using Paddock.Receivers.Listeners;

namespace Paddock.Receivers.Syslog;

/// <summary>Syslog over UDP, TCP and TLS, at the addresses of <c>Syslog__Listen</c>. The project is that of the listener's key, or of <c>[paddock@… key="…"]</c> in the message.</summary>
internal static class SyslogModule
{
    private const string Name = "syslog";

    // RFC 5425 asks for 8 kB; stack traces are longer.
    private const int LongestMessage = 64 * 1024;

    public static IServiceCollection AddSyslog(this IServiceCollection services) => services.AddSingleton(static provider =>
    {
        var logs = provider.GetRequiredService<ListenedLogs>();
        return new ListenedProtocol(Name, provider.GetRequiredService<PaddockOptions>().SyslogListeners, LongestMessage, SyslogFrames.Take,
            (messages, key, isStream, cancel) => logs.KeepAsync(Name, messages.All(), key, isStream, StructuredData.KeyOf, SyslogReader.Read, cancel));
    });
}
