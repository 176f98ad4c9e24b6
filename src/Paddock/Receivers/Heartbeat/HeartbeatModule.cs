namespace Paddock.Receivers.Heartbeat;

/// <summary>What a line in a crontab can say with curl: /in/heartbeat/{key}/{job}, and with /start, /fail or the exit code of the job behind it.</summary>
internal static class HeartbeatModule
{
    public static IServiceCollection AddHeartbeat(this IServiceCollection services) => services.AddSingleton<HeartbeatReceiver>();

    public static void MapHeartbeat(this IEndpointRouteBuilder app) => app.MapMethods("/in/heartbeat/{key}/{job}/{word?}", ["GET", "HEAD", "POST"],
        static (HttpContext context, string key, string job, string? word, HeartbeatReceiver receiver) => receiver.ReceiveAsync(context, key, job, word));
}
