using System.Globalization;
using System.Text;
using System.Text.Json;
using Paddock.Protocols.Elastic;

namespace Paddock.Receivers.Elastic;

/// <summary>Answers as Elasticsearch's clients expect them: each with the header by which they know that they have the right server.</summary>
internal static class ElasticAnswer
{
    // The newest that clients of 7, 8 and 9 accept; what is not there of it they find out by 404.
    private const string Version = "8.19.0";

    public const string Product = $$"""
        {"name":"paddock","cluster_name":"paddock","cluster_uuid":"paddock","version":{"number":"{{Version}}","build_flavor":"default","build_type":"tar","build_hash":"paddock","build_date":"2026-01-01T00:00:00.000Z","build_snapshot":false,"lucene_version":"9.12.0","minimum_wire_compatibility_version":"7.17.0","minimum_index_compatibility_version":"7.0.0"},"tagline":"You Know, for Search"}
        """;

    public const string License = """{"license":{"status":"active","uid":"paddock","type":"basic","issue_date":"2026-01-01T00:00:00.000Z","issue_date_in_millis":1767225600000,"max_nodes":1000,"issued_to":"paddock","issuer":"paddock","start_date_in_millis":-1}}""";

    public const string Features = """{"build":{"hash":"paddock","date":"2026-01-01T00:00:00.000Z"},"license":{"uid":"paddock","type":"basic","mode":"basic","status":"active"},"features":{"ilm":{"available":false,"enabled":false}}}""";

    public static Task WriteAsync(HttpContext context, int status, string json)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = context.Request.Headers.Accept.ToString().Contains("vnd.elasticsearch+json", StringComparison.Ordinal) ? "application/vnd.elasticsearch+json;compatible-with=8" : "application/json";
        response.Headers["X-Elastic-Product"] = "Elasticsearch";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.WriteAsync(json);
    }

    public static Task WriteRefusalAsync(HttpContext context, DoorRefusal refusal) => WriteAsync(
        context, refusal.Status, $$"""{"error":{"type":"{{TypeOf(refusal.Reason)}}","reason":"{{JsonEncodedText.Encode(refusal.Detail)}}"},"status":{{refusal.Status}}}""");

    /// <summary>Of a bulk request: what became of each.</summary>
    public static Task WriteItemsAsync(HttpContext context, List<BulkItem> items)
    {
        var json = new StringBuilder($$"""{"took":0,"errors":{{(items.Exists(static item => item.Refusal is not null) ? "true" : "false")}},"items":[""");
        for (var at = 0; at < items.Count; at++)
        {
            var item = items[at];
            json.Append(at == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"{{item.Action}}":""").Append(ItemJson(item)).Append('}');
        }
        return WriteAsync(context, 200, json.Append("]}").ToString());
    }

    /// <summary>Of one document.</summary>
    public static Task WriteItemAsync(HttpContext context, BulkItem item) => item.Refusal is null
        ? WriteAsync(context, 201, ItemJson(item))
        : WriteAsync(context, 400, $$"""{"error":{{ErrorJson(item.Refusal)}},"status":400}""");

    private static string ItemJson(BulkItem item)
    {
        var name = $"\"_index\":\"{JsonEncodedText.Encode(item.Index)}\",\"_id\":{(item.Id.Length > 0 ? $"\"{JsonEncodedText.Encode(item.Id)}\"" : "null")}";
        return item.Refusal is null
            ? $$"""{{{name}},"_version":1,"result":"created","_shards":{"total":1,"successful":1,"failed":0},"status":201}"""
            : $$"""{{{name}},"status":400,"error":{{ErrorJson(item.Refusal)}}}""";
    }

    private static string ErrorJson(string refusal) => $$"""{"type":"{{TypeOf(refusal)}}","reason":"{{refusal.Replace('_', ' ')}}"}""";

    private static string TypeOf(string reason) => reason switch
    {
        "no_key" or "unknown_key" => "security_exception",
        "overloaded" or "unavailable" => "es_rejected_execution_exception",
        "malformed_record" or "time_out_of_range" => "document_parsing_exception",
        _ => "illegal_argument_exception",
    };
}
