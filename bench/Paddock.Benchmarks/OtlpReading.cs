using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Records;

namespace Paddock.Benchmarks;

/// <summary>From the bytes of an ExportLogsServiceRequest to scrubbed rows in a journal entry. All figures are for a batch of 1,000 records.</summary>
[MemoryDiagnoser]
public class OtlpReading
{
    private const int Lines = 1_000;
    private const long Time = 1_795_410_000_000_000_000;

    private readonly byte[] _protobuf = OtlpLogs.Protobuf(0, Lines, Time);
    private readonly byte[] _json = OtlpLogs.Json(0, Lines, Time);
    private readonly OtlpContext _context = new(Time, 0, long.MaxValue);
    private readonly Counting _counting = new();
    private readonly AttributeCatalog _catalog = new();
    private readonly DecompressedBody _held = Decompression.ReadAsync(Stream.Null, null, 1, new BodyBudget(1 << 30).ShareOf(0)).AsTask().GetAwaiter().GetResult();

    /// <summary>Processor time holds on a busy machine too: the best of ten rounds.</summary>
    public static void MeasureProcessorTime()
    {
        var reading = new OtlpReading();
        foreach (var (name, run) in new (string, Func<int>)[] { ("protobuf", reading.Protobuf), ("JSON", reading.Json), ("protobuf to rows", reading.ProtobufToRows), ("JSON to rows", reading.JsonToRows) })
        {
            const int rounds = 10;
            const int batches = 200;
            var best = double.MaxValue;
            for (var round = 0; round < rounds; round++)
            {
                var begin = Environment.CpuUsage.TotalTime;
                for (var batch = 0; batch < batches; batch++) run();
                best = Math.Min(best, (Environment.CpuUsage.TotalTime - begin).TotalMicroseconds / (batches * Lines));
            }
            Console.WriteLine($"Processor time: {name} {best:F2} µs a record");
        }
        Console.WriteLine($"{reading._protobuf.Length / Lines} bytes a record in protobuf ({Gzipped(reading._protobuf) / Lines} after gzip -1), {reading._json.Length / Lines} in JSON");
    }

    /// <summary>Read and scrubbed.</summary>
    [Benchmark(Baseline = true)]
    public int Protobuf() => OtlpReader.ReadLogs(_protobuf, OtlpEncoding.Protobuf, _context, _counting).Accepted;

    /// <summary>Read and scrubbed.</summary>
    [Benchmark]
    public int Json() => OtlpReader.ReadLogs(_json, OtlpEncoding.Json, _context, _counting).Accepted;

    /// <summary>And written as rows.</summary>
    [Benchmark]
    public int ProtobufToRows() => ToRows(_protobuf, OtlpEncoding.Protobuf);

    /// <summary>And written as rows.</summary>
    [Benchmark]
    public int JsonToRows() => ToRows(_json, OtlpEncoding.Json);

    private int ToRows(byte[] body, OtlpEncoding encoding)
    {
        using var entries = new RecordEntries(new LedgerKey(1, "otlp/logs", "logs"), Time, _held);
        using var bag = _catalog.TakeBag();
        var arrival = new RecordArrival(new IngestProject(1, "shop", null, 90), Time, "otlp/logs");
        return OtlpReader.ReadLogs(body, encoding, _context, new LogRows(entries, arrival, bag)).Accepted;
    }

    private static long Gzipped(byte[] body)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(body);
        return target.Length;
    }

    private sealed class Counting : IOtlpVisitor<OtlpLog>
    {
        public bool Accept(OtlpLog record) => true;
    }
}
