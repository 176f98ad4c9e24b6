using BenchmarkDotNet.Attributes;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Sentry;

namespace Paddock.Benchmarks;

/// <summary>From the bytes of one 33 kB Django event to a scrubbed and grouped record.</summary>
[MemoryDiagnoser]
public class Parsing
{
    private static readonly DateTimeOffset Time = new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero);

    private readonly BodyBudget _budget = new(1 << 30);
    private readonly byte[] _event = DjangoEvents.Event(17, 1234, Time);
    private readonly byte[] _compressed = DjangoEvents.Gzip(DjangoEvents.Envelope(17, 1234, Time));
    private readonly EventContext _context = new() { FallbackEventId = new Guid(1, 2, 3, new byte[8]), ReceivedAt = Time };

    /// <summary>Parse, scrub and group.</summary>
    [Benchmark(Baseline = true)]
    public int Event()
    {
        EventParser.Parse(_event, _context, out var parsed);
        using (parsed)
            return parsed!.Hashes.Count;
    }

    /// <summary>Decompress, open the envelope, parse, scrub and group.</summary>
    [Benchmark]
    public async Task<int> Envelope()
    {
        using var body = await Decompression.ReadAsync(new MemoryStream(_compressed), "gzip", SentryLimits.EnvelopeBytes, _budget);
        var hashes = 0;
        if (EnvelopeReader.TryOpen(body.Bytes, out var reader))
        {
            while (reader.TryRead(out var item))
            {
                EventParser.Parse(item.Payload.Span, _context, out var parsed);
                using (parsed)
                    hashes += parsed!.Hashes.Count;
            }
        }
        return hashes;
    }
}
