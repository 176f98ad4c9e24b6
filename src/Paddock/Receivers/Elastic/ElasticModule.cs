using Paddock.Protocols.Elastic;

namespace Paddock.Receivers.Elastic;

/// <summary>
/// Elasticsearch's way to write documents, and what its clients and shippers ask before they do. Clients are given the address /in/elastic, below which all of it is;
/// the root has what no page of ours could be taken for.
/// </summary>
internal static class ElasticModule
{
    private static readonly string[] Write = ["POST", "PUT"];

    // What shippers would set up, and may: nothing here depends on it.
    private static readonly string[] Setup = ["_template", "_index_template", "_component_template", "_ilm/policy", "_ingest/pipeline", "_data_stream"];

    public static IServiceCollection AddElastic(this IServiceCollection services) => services.AddSingleton<ElasticReceiver>();

    public static void MapElastic(this IEndpointRouteBuilder app)
    {
        foreach (var root in (string[])["", "/in/elastic", "/in/elastic/{key:length(32)}"])
        {
            app.MapMethods($"{root}/_bulk", Write, static (HttpContext context, ElasticReceiver receiver) => receiver.ReceiveAsync(context, "", BulkReader.Read));
            app.MapMethods($"{root}/{{index}}/_bulk", Write, static (HttpContext context, string index, ElasticReceiver receiver) => receiver.ReceiveAsync(context, index, BulkReader.Read));
            if (root.Length > 0) MapBelow(app, root);
        }
    }

    private static void MapBelow(IEndpointRouteBuilder app, string root)
    {
        foreach (var path in (string[])["_doc", "_doc/{id}", "_create/{id}"])
            app.MapMethods($"{root}/{{index}}/{path}", Write, static (HttpContext context, string index, ElasticReceiver receiver) => receiver.ReceiveAsync(context, index, BulkReader.ReadDocument));
        app.MapMethods(root, ["GET", "HEAD"], static (HttpContext context, ElasticReceiver receiver) => receiver.TellAsync(context, ElasticAnswer.Product));
        app.MapGet($"{root}/_license", static (HttpContext context, ElasticReceiver receiver) => receiver.TellAsync(context, ElasticAnswer.License));
        app.MapGet($"{root}/_xpack", static (HttpContext context, ElasticReceiver receiver) => receiver.TellAsync(context, ElasticAnswer.Features));
        app.MapGet($"{root}/_cluster/health", static (HttpContext context, ElasticReceiver receiver) => receiver.TellAsync(context, """{"cluster_name":"paddock","status":"green","timed_out":false,"number_of_nodes":1}"""));
        app.MapGet($"{root}/_nodes/{{**which}}", static (HttpContext context, ElasticReceiver receiver) => receiver.TellAsync(context, """{"cluster_name":"paddock","nodes":{}}"""));
        foreach (var kind in Setup)
        {
            app.MapMethods($"{root}/{kind}/{{name}}", ["GET", "HEAD"], static (HttpContext context, ElasticReceiver receiver) => receiver.TellAsync(context, "{}"));
            app.MapMethods($"{root}/{kind}/{{name}}", Write, static (HttpContext context, ElasticReceiver receiver) => receiver.TellAsync(context, """{"acknowledged":true}"""));
        }
    }
}
