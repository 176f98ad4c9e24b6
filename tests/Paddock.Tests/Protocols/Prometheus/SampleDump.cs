using System.Globalization;
using System.Text;
using Paddock.Protocols.Otlp;
using Paddock.Tests.Protocols.Logs;

namespace Paddock.Tests.Protocols.Prometheus;

/// <summary>What a parser of samples gave, a line each: <c>name{labels} value kind service +milliseconds</c></summary>
internal sealed class SampleDump : IOtlpVisitor<OtlpSample>
{
    private readonly List<string> _lines = [];

    public override string ToString() => string.Join('\n', _lines);

    public bool Accept(OtlpSample record)
    {
        var labels = Enumerable.Range(0, record.LabelCount).Select(index => $"{Text(record.LabelKey(index))}={Text(record.LabelValue(index))}");
        _lines.Add($"{Text(record.Name)}{{{string.Join(',', labels)}}} {record.Value.ToString("R", CultureInfo.InvariantCulture)} {record.Kind.Name()} {Text(record[KnownAttribute.Service])} +{(record.TimeUnixNanoseconds - LogDump.Now) / 1_000_000}");
        return true;
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
