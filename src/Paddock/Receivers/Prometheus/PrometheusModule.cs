using Paddock.Accounts.Access;

namespace Paddock.Receivers.Prometheus;

/// <summary>Prometheus' remote write, version 1 and 2.</summary>
internal static class PrometheusModule
{
    public static IServiceCollection AddPrometheus(this IServiceCollection services) => services.AddSingleton<RemoteWriteReceiver>();

    public static void MapPrometheus(this IEndpointRouteBuilder app)
    {
        foreach (var path in (string[])["/api/v1/write", "/in/prometheus/api/v1/write", "/in/prometheus/{key}/api/v1/write"])
            app.MapPost(path, static (HttpContext context, RemoteWriteReceiver receiver) => receiver.ReceiveAsync(context)).AllowAnyone().ExcludeFromDescription(); // a door, and no part of the API below /api/v1
    }
}
