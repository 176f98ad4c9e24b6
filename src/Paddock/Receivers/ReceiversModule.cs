using Paddock.Pipeline;
using Paddock.Protocols.Compression;
using Paddock.Receivers.Elastic;
using Paddock.Receivers.Ga4;
using Paddock.Receivers.Gelf;
using Paddock.Receivers.Heartbeat;
using Paddock.Receivers.Intake;
using Paddock.Receivers.JsonLines;
using Paddock.Receivers.Keen;
using Paddock.Receivers.Kissmetrics;
using Paddock.Receivers.Listeners;
using Paddock.Receivers.Loki;
using Paddock.Receivers.Mixpanel;
using Paddock.Receivers.Nagios;
using Paddock.Receivers.Otlp;
using Paddock.Receivers.Plausible;
using Paddock.Receivers.PostHog;
using Paddock.Receivers.Product;
using Paddock.Receivers.Prometheus;
using Paddock.Receivers.Records;
using Paddock.Receivers.Scraping;
using Paddock.Receivers.Script;
using Paddock.Receivers.Segment;
using Paddock.Receivers.Sentry;
using Paddock.Receivers.SentryCli;
using Paddock.Receivers.Seq;
using Paddock.Receivers.Statsd;
using Paddock.Receivers.Syslog;
using Paddock.Receivers.Umami;

namespace Paddock.Receivers;

/// <summary>
/// Who owns which path. Every receiver is under /in/{name}; the clients' own root paths are aliases, and no two receivers may claim the same one.
/// <code>
/// path                                   receiver
/// /api/{project}/envelope|store          sentry
/// /api/{project}/cron/{slug}/{key}       sentry
/// /in/sentry/api/{project}/…             sentry
/// /api/0/…                               sentry-cli: no records, but source maps and releases
/// /v1/logs|traces|metrics                otlp
/// /in/otlp/v1/…, /in/otlp/{key}/v1/…     otlp
/// /opentelemetry.proto.collector.…/Export   otlp, by gRPC
/// /in/script/event, /api/paddock/event   script
/// /v1/batch|import|identify|track|page|… segment, also by its browser client's single letters
/// /v1/projects/{key}/settings            segment
/// /in/segment/v1/…                       segment
/// /in/heartbeat/{key}/{job}[/{word}]     heartbeat
/// /in/nagios[/{key}]/{host}/{service}/{code}   nagios
/// /loki/api/v1/push                      loki
/// /in/jsonlines[/{key}]                  jsonlines
/// /insert/jsonline                       jsonlines (VictoriaLogs' path)
/// /api/events/raw, /ingest/clef          seq
/// /_bulk, /{index}/_bulk                 elastic
/// /api/v1/write                          prometheus
/// /batch, /e, /i/v0/e, /capture          posthog
/// /flags, /decide, /array/{key}/config   posthog
/// /track, /engage, /groups, /import      mixpanel
/// /api/event                             plausible
/// /api/send                              umami
/// /mp/collect, /debug/mp/collect         ga4
/// /3.0/projects/{project}/events[/{collection}]   keen
/// /s, /a, and /e with _k in the query    kissmetrics
/// /gelf, /in/gelf[/{key}]                gelf
/// /in/elastic/…, /in/elastic/{key}/…     elastic, with what its clients ask first
/// </code>
/// </summary>
internal static class ReceiversModule
{
    // One body of the largest size (200 MiB: at its last doubling it holds 128 and 256) and some more beside it; usual events take 64 kB each.
    private const long BodyMemory = 512L << 20;
    private const long BodyMemoryOfClient = 384L << 20;

    public static IServiceCollection AddReceivers(this IServiceCollection services) => services
        .AddSingleton(new BodyBudget(BodyMemory, BodyMemoryOfClient))
        .AddSingleton<RequestBodies>()
        .AddSingleton<InboundFilters>()
        .AddSingleton<RateLimits>()
        .AddSingleton<HttpDoor>()
        .AddSingleton<RecordIntake>()
        .AddSingleton<RecordReceiver>()
        .AddSingleton<LogReceiver>()
        .AddSingleton<ListenedLogs>()
        .AddSingleton<ProductReceiver>()
        .AddSingleton<BeaconReceiver>()
        .AddHostedService(static provider => provider.GetRequiredService<Refusals>())
        .AddSentry()
        .AddSentryCli()
        .AddSegment()
        .AddHeartbeat()
        .AddElastic()
        .AddSyslog()
        .AddGelf()
        .AddStatsd()
        .AddScraping()
        .AddHostedService<ListenerService>();

    public static void MapReceivers(this IEndpointRouteBuilder app)
    {
        app.MapSentry();
        app.MapSentryCli();
        app.MapOtlp();
        app.MapOtlpGrpc();
        app.MapScript();
        app.MapSegment();
        app.MapHeartbeat();
        app.MapLoki();
        app.MapJsonLines();
        app.MapSeq();
        app.MapElastic();
        app.MapGelf();
        app.MapPrometheus();
        app.MapPostHog();
        app.MapMixpanel();
        app.MapPlausible();
        app.MapUmami();
        app.MapGa4();
        app.MapKeen();
        app.MapKissmetrics();
        app.MapNagios();
    }
}
