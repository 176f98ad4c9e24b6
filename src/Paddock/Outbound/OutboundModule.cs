using System.Net;

namespace Paddock.Outbound;

internal static class OutboundModule
{
    /// <param name="allowed">Ranges that an administrator allows besides the public internet.</param>
    public static IServiceCollection AddOutbound(this IServiceCollection services, IReadOnlyList<IPNetwork> allowed) => services
        .AddSingleton(new AddressPolicy(allowed))
        .AddSingleton(static provider => new OutboundConnections(provider.GetRequiredService<AddressPolicy>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<OutboundHttp>();
}
