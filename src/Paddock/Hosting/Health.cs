using Paddock.Pipeline;
using Paddock.Signals.Product;

namespace Paddock.Hosting;

/// <summary>For load balancers, systemd and Prometheus. None of them says anything about what is stored.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", static () => TypedResults.Text("alive\n"));
        app.MapGet("/readyz", static (Startup startup) => startup.IsReady ? Results.Text("ready\n") : Results.Text("replaying\n", statusCode: StatusCodes.Status503ServiceUnavailable));
        app.MapGet("/metrics", static (BatchWriter writer, PersonDirectory people) => TypedResults.Text(Metrics.Write(writer.Status, people.Refused), "text/plain; version=0.0.4"));
    }
}
