using System.Globalization;
using System.Text;
using Paddock.Protocols.Otlp;
using Paddock.Testing;

namespace Paddock.Tests.Protocols.Otlp;

/// <summary>More messages of OTLP, and everything that a record says, line by line.</summary>
internal static class Otlp
{
    public const ulong Time = 1_795_410_000_000_000_000;
    public static readonly OtlpContext Context = new((long)Time + 5, Oldest: (long)Time - 1_000_000_000, Newest: (long)Time + 1_000_000_000);

    public static OtlpMessage Log(params OtlpMessage[] attributes) => OtlpRequests.Log(Time, attributes);

    public static OtlpMessage Span(params OtlpMessage[] attributes) => OtlpRequests.Span(Time, attributes);

    public static OtlpMessage Bool(bool value) => new OtlpMessage().Bool(2, "boolValue", value);

    public static OtlpMessage Int(long value) => new OtlpMessage().Int64(3, "intValue", value);

    public static OtlpMessage Double(double value) => new OtlpMessage().Double(4, "doubleValue", value);

    public static OtlpMessage Bytes(params byte[] value) => new OtlpMessage().Bytes(7, "bytesValue", value);

    public static OtlpMessage List(params OtlpMessage[] values) => new OtlpMessage().Message(5, "arrayValue", new OtlpMessage().Messages(1, "values", values));

    public static OtlpMessage Map(params OtlpMessage[] pairs) => new OtlpMessage().Message(6, "kvlistValue", new OtlpMessage().Messages(1, "values", pairs));

    public static (OtlpResult Result, string Records) Read(string signal, byte[] body, OtlpEncoding encoding, OtlpContext? context = null)
    {
        var visitor = new Dump();
        var when = context ?? Context;
        var result = signal switch
        {
            "logs" => OtlpReader.ReadLogs(body, encoding, when, visitor),
            "traces" => OtlpReader.ReadSpans(body, encoding, when, visitor),
            _ => OtlpReader.ReadMetrics(body, encoding, when, visitor),
        };
        return (result, visitor.Text.ToString());
    }

    /// <summary>Read in both encodings, which must agree.</summary>
    public static (OtlpResult Result, string Records) Read(string signal, OtlpMessage request)
    {
        var protobuf = Read(signal, request.Protobuf(), OtlpEncoding.Protobuf);
        var json = Read(signal, request.Json(), OtlpEncoding.Json);
        Assert.Equal(protobuf.Records, json.Records);
        Assert.Equal(protobuf.Result, json.Result);
        return protobuf;
    }

    private sealed class Dump : IOtlpVisitor<OtlpLog>, IOtlpVisitor<OtlpSpan>, IOtlpVisitor<OtlpSample>
    {
        public StringBuilder Text { get; } = new();

        public bool Accept(OtlpLog record)
        {
            Line($"log {record.TimeUnixNanoseconds} {record.SeverityNumber}");
            Line("severity", record.Severity);
            Line("logger", record.Logger);
            Line("body", record.Body);
            Line("event", record.EventName);
            Line($"ids {Convert.ToHexStringLower(record.TraceId)} {record.SpanId:x16}");
            Attributes(record.Attributes);
            return true;
        }

        public bool Accept(OtlpSpan record)
        {
            Line($"span {record.TimeUnixNanoseconds} {record.DurationNanoseconds} {record.Kind} {record.Status} root={record.IsRoot} rate={record.SampleRate} http={record.HttpStatus}");
            Line("name", record.Name);
            Line("message", record.StatusMessage);
            Line("scope", record.Scope);
            Line("path", record.UrlPath);
            Line("statement", record.DbStatement);
            Line("events", record.Events);
            Line("links", record.Links);
            Line($"ids {Convert.ToHexStringLower(record.TraceId)} {record.SpanId:x16} {record.ParentSpanId:x16}");
            Attributes(record.Attributes);
            return true;
        }

        public bool Accept(OtlpSample record)
        {
            var labels = Enumerable.Range(0, record.LabelCount).Select(index => $"{Encoding.UTF8.GetString(record.LabelKey(index))}={Encoding.UTF8.GetString(record.LabelValue(index))}");
            var unit = Encoding.UTF8.GetString(record.Unit);
            var service = Encoding.UTF8.GetString(record[KnownAttribute.Service]);
            Line($"{Encoding.UTF8.GetString(record.Name)}{{{string.Join(',', labels)}}} {record.Value.ToString("R", CultureInfo.InvariantCulture)} {record.Kind.Name()} {unit} {service} +{record.TimeUnixNanoseconds - (long)Time}");
            return true;
        }

        private void Attributes(RecordAttributes attributes)
        {
            foreach (var known in Enum.GetValues<KnownAttribute>())
                Line(known.ToString(), attributes[known]);
            for (var index = 0; index < attributes.Count; index++)
                Line(Encoding.UTF8.GetString(attributes.Key(index)), attributes.Value(index));
            if (attributes.Dropped > 0)
                Line($"dropped {attributes.Dropped}");
        }

        private void Line(string name, ReadOnlySpan<byte> value)
        {
            if (!value.IsEmpty)
                Line($"{name}: {Encoding.UTF8.GetString(value)}");
        }

        private void Line(string line) => Text.Append(line).Append('\n');
    }
}
