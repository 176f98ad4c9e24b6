using Paddock.Protocols.Compression;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols;

/// <summary>The recorded requests of tests/corpus.</summary>
internal static class Corpus
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "corpus");

    /// <summary>"sentry-python-1.9.10/message" and so on.</summary>
    public static IEnumerable<string> Cases => All.Where(static name => name.StartsWith("sentry-", StringComparison.Ordinal) || name.StartsWith("handmade", StringComparison.Ordinal));

    /// <summary>"otel-js-0.223.1/logs-json" and so on.</summary>
    public static IEnumerable<string> OtlpCases => All.Where(IsOtlp);

    /// <summary>"segment-node-3.1.0/batch" and so on.</summary>
    public static IEnumerable<string> SegmentCases => All.Where(IsSegment);

    private static IEnumerable<string> All => Directory.EnumerateFiles(Root, "*.*", SearchOption.AllDirectories)
        .Where(path => Path.GetExtension(path) is ".body" or ".json")
        .Select(path => Path.ChangeExtension(Path.GetRelativePath(Root, path), null))
        .Order(StringComparer.Ordinal);

    /// <summary>Cases that hold an event.</summary>
    public static IEnumerable<string> EventCases => Cases.Where(name => !IsEnvelope(name) || ItemsAsync(name).GetAwaiter().GetResult().Any(item => item.Kind == ItemKind.Event));

    /// <summary>Cases that are envelopes.</summary>
    public static IEnumerable<string> EnvelopeCases => Cases.Where(IsEnvelope);

    public static async Task<IReadOnlyList<EnvelopeItem>> ItemsAsync(string name)
    {
        Assert.True(EnvelopeReader.TryOpen(await BodyAsync(name), out var reader));
        var items = new List<EnvelopeItem>();
        while (reader.TryRead(out var item))
            items.Add(item);
        return items;
    }

    /// <summary>The request's body, decompressed.</summary>
    public static async Task<byte[]> BodyAsync(string name)
    {
        var json = Path.Combine(Root, name + ".json");
        if (File.Exists(json))
            return await File.ReadAllBytesAsync(json);
        await using var file = File.OpenRead(Path.Combine(Root, name + ".body"));
        using var body = await Decompression.ReadAsync(file, Header(name, "Content-Encoding"), SentryLimits.EnvelopeBytes, new BodyBudget(SentryLimits.EnvelopeBytes).ShareOf(0));
        Assert.Equal(DecompressionStatus.Ok, body.Status);
        return body.Bytes.ToArray();
    }

    /// <summary>The JSON of the event in the request.</summary>
    public static async Task<byte[]> EventAsync(string name)
    {
        if (!IsEnvelope(name))
            return await BodyAsync(name);
        return (await ItemsAsync(name)).First(item => item.Kind == ItemKind.Event).Payload.ToArray();
    }

    private static bool IsOtlp(string name) => name.StartsWith("otel-", StringComparison.Ordinal);

    private static bool IsSegment(string name) => name.StartsWith("segment-", StringComparison.Ordinal);

    public static string RequestLine(string name) => Head(name).FirstOrDefault("");

    public static string? Header(string name, string header) =>
        Head(name).FirstOrDefault(line => line.StartsWith(header + ":", StringComparison.OrdinalIgnoreCase))?[(header.Length + 1)..].Trim();

    private static bool IsEnvelope(string name) => RequestLine(name).Contains("/envelope/", StringComparison.Ordinal);

    private static string[] Head(string name)
    {
        var path = Path.Combine(Root, name + ".http");
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }
}
