using System.Text;
using Paddock.Protocols.Otlp;

namespace Paddock.Tests.Protocols.Logs;

/// <summary>What a parser of log lines gave, a line each: <c>+nanoseconds severity logger | message | trace span | name=value …</c></summary>
internal sealed class LogDump : IOtlpVisitor<OtlpLog>
{
    public const long Now = 1_795_410_000_000_000_000; // 2026-11-23T05:00:00Z

    private static readonly KnownAttribute[] Columns = [KnownAttribute.Service, KnownAttribute.Release, KnownAttribute.Environment, KnownAttribute.Host, KnownAttribute.DistinctId, KnownAttribute.SessionId, KnownAttribute.Route, KnownAttribute.UrlPath];

    private readonly List<string> _lines = [];

    public static OtlpContext Context { get; } = new(Now, Oldest: Now - (90L * 24 * 3600 * 1_000_000_000), Newest: Now + (3600L * 1_000_000_000));

    public override string ToString() => string.Join('\n', _lines);

    public bool Accept(OtlpLog record)
    {
        var attributes = record.Attributes;
        var known = Columns.Where(column => !attributes[column].IsEmpty).Select(column => $"{column}={Text(attributes[column])}");
        var others = Enumerable.Range(0, attributes.Count).Select(index => $"{Text(attributes.Key(index))}={Text(attributes.Value(index))}");
        var trace = record.TraceId.ContainsAnyExcept((byte)0) ? $"{Convert.ToHexStringLower(record.TraceId)} {record.SpanId:x}" : "";
        var level = record.SeverityNumber > 0 ? record.SeverityNumber.ToString() : Text(record.Severity);
        _lines.Add($"{record.TimeUnixNanoseconds - Now:+0;-0} {level} {Text(record.Logger)} | {Text(record.Body)} | {trace} | {string.Join(' ', known.Concat(others))}");
        return true;
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
