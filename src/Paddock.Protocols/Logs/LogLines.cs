using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Logs;

/// <summary>
/// What every parser of log lines fills, line by line: scrubbed, cut and checked as an OTLP record is, and given to the same visitor. One thread's, until <see cref="Dispose"/>.
/// Texts are UTF-8 as they came. A line is <see cref="TryBegin"/>, its fields, <see cref="End"/>.
/// </summary>
internal sealed class LogLines : IDisposable
{
    /// <summary>Reads one message into the line that was begun for it, and ends or refuses it.</summary>
    public delegate void MessageReader(ReadOnlySpan<byte> message, LogLines line);

    private readonly OtlpReading _reading;
    private readonly IOtlpVisitor<OtlpLog> _visitor;
    private byte[] _levelOfSource = [];
    private byte[] _loggerOfSource = [];
    private AttributeName? _messageName;
    private int _messageRank;

    public LogLines(in OtlpContext context, IOtlpVisitor<OtlpLog> visitor)
    {
        _reading = OtlpReading.Begin(context);
        _visitor = visitor;
        BeginSource();
    }

    /// <summary>Messages, each of which is a line.</summary>
    public static OtlpResult ReadAll(IEnumerable<ReadOnlyMemory<byte>> messages, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor, MessageReader read)
    {
        using var lines = new LogLines(context, visitor);
        foreach (var message in messages)
        {
            if (lines.IsStopped)
                break;
            if (lines.TryBegin())
                read(message.Span, lines);
        }
        return lines.Result();
    }

    /// <summary>The visitor takes no more.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>When the lines came; nanoseconds since 1970 UTC.</summary>
    public long ReceivedAt => _reading.Context.ReceivedAt;

    public bool HasMessage => _messageRank > 0;

    public bool HasLevel => _reading.Log.SentSeverity > 0 || !_reading.Log.SeverityText.IsEmpty;

    public OtlpResult Result(bool isMalformed = false) =>
        _reading.Counts.ToResult(IsStopped ? OtlpStatus.Stopped : isMalformed ? OtlpStatus.Malformed : OtlpStatus.Ok);

    public void Dispose() => _reading.End();

    /// <summary>Forgets what was said of all lines so far.</summary>
    public void BeginSource()
    {
        _reading.BeginResource();
        (_levelOfSource, _loggerOfSource) = ([], []);
    }

    /// <summary>A field of all lines until the next <see cref="BeginSource"/>.</summary>
    public void FieldOfSource(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        var known = LogFieldName.Of(name);
        if (known?.Field == LogField.Level)
            _levelOfSource = text.ToArray();
        else if (known?.Field == LogField.Logger)
            _loggerOfSource = text.ToArray();
        else
            _reading.TryAdd(_reading.Resource, known is { Name.Length: > 0 } ? known.Name : name, Text(text));
    }

    /// <summary>The same under this very name.</summary>
    public void AttributeOfSource(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) => _reading.TryAdd(_reading.Resource, name, Text(text));

    /// <summary>False: one more than a request may have, counted as such.</summary>
    public bool TryBegin()
    {
        if (!_reading.Counts.HasRoom())
            return false;
        Restart();
        return true;
    }

    /// <summary>Forgets what was said of the line so far.</summary>
    public void Restart()
    {
        _reading.BeginRecord();
        _reading.BeginScope();
        _reading.Log.Begin();
        (_messageName, _messageRank) = (null, 0);
    }

    /// <summary>Gives the line to the visitor, or counts why not; false then.</summary>
    public bool End()
    {
        var (record, counts) = (_reading.Log, _reading.Counts);
        if (!HasLevel && _levelOfSource.Length > 0)
            SetLevel(_levelOfSource);
        if (_loggerOfSource.Length > 0 && record.Logger.IsEmpty)
            _reading.SetScopeName(_loggerOfSource);
        record.TimeUnixNanoseconds = record.Time > 0 ? (long)record.Time : _reading.Context.ReceivedAt;
        if (!counts.IsInRange(record.TimeUnixNanoseconds, _reading.Context))
            return false;
        record.Complete(_reading.Text);
        counts.Accepted++;
        IsStopped |= !_visitor.Accept(record);
        return true;
    }

    /// <summary>Counts the line as broken in itself.</summary>
    public void Refuse() => _reading.Counts.Malformed++;

    /// <summary>Nanoseconds since 1970 UTC.</summary>
    public void SetTime(long time) => _reading.Log.Time = time > 0 ? (ulong)time : 0;

    public void SetMessage(ReadOnlySpan<byte> text, int rank = int.MaxValue)
    {
        _reading.Log.BodyText = _reading.Write(text, OtlpLimits.BodyTextBytes);
        _messageRank = rank;
    }

    /// <summary>A word, or a number of those that <see cref="NumberedLevels"/> knows.</summary>
    public void SetLevel(ReadOnlySpan<byte> level)
    {
        if (Utf8Parser.TryParse(level, out int number, out var read) && read == level.Length && NumberedLevels.Of(number) is var severity and > 0)
            SetSeverity(severity);
        else
            _reading.Log.SeverityText = _reading.Write(level, OtlpLimits.WordBytes);
    }

    /// <param name="severity">OpenTelemetry's, 1 to 24.</param>
    public void SetSeverity(byte severity) => _reading.Log.SentSeverity = severity;

    public void SetLogger(ReadOnlySpan<byte> name) => _reading.SetScopeName(name);

    /// <summary>A text under whatever name the logger gives it.</summary>
    public void Field(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) => Field(name, Text(text));

    /// <summary>A scalar under whatever name the logger gives it.</summary>
    public void Field(ReadOnlySpan<byte> name, in AnyValue value)
    {
        var known = LogFieldName.Of(name);
        if (known is null || !TryFill(known, name, value))
            _reading.TryAdd(_reading.Own, known is { Name.Length: > 0 } ? known.Name : name, value);
    }

    /// <summary>A list or object, kept as JSON.</summary>
    /// <param name="json">Good JSON.</param>
    public void JsonField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        var attribute = _reading.Names.Get(name);
        var target = _reading.Own.Text;
        var start = target.Length;
        if (attribute.IsSensitive)
            target.Write("[Filtered]"u8);
        else
            PlainJson.Copy(json, target, _reading.Text, _reading.Names);
        _reading.Own.Add(attribute, target.Since(start));
    }

    /// <summary>What an attribute of the line holds now; empty when it has none of this name.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name) => _reading.Log.Attributes.Find(LogFieldName.Of(name) is { Name.Length: > 0 } known ? known.Name : name);

    public static AnyValue Text(ReadOnlySpan<byte> text) => AnyValue.OfContent(AnyValueKind.String, text, default);

    // False: it says nothing that the field can hold, and stays an attribute.
    private bool TryFill(LogFieldName known, ReadOnlySpan<byte> name, in AnyValue value)
    {
        switch (known.Field)
        {
            case LogField.Time:
                return TryFillTime(value);
            case LogField.Message when value.Kind == AnyValueKind.String:
                return TryFillMessage(known.Rank, name, value.Content);
            case LogField.Level when value.Kind == AnyValueKind.Int:
                SetSeverity(NumberedLevels.Of(value.Int));
                return _reading.Log.SentSeverity > 0;
            case LogField.Level when value.Kind == AnyValueKind.String:
                SetLevel(value.Content);
                return true;
            case LogField.Logger when value.Kind == AnyValueKind.String:
                SetLogger(value.Content);
                return true;
            case LogField.TraceId when value.Kind == AnyValueKind.String:
                return TryFillTraceId(value.Content);
            case LogField.SpanId when value.Kind == AnyValueKind.String:
                return TryFillSpanId(value.Content);
            default:
                return false;
        }
    }

    private bool TryFillTime(in AnyValue value)
    {
        var time = value.Kind switch
        {
            AnyValueKind.String => LogTimes.Parse(value.Content),
            AnyValueKind.Int => LogTimes.OfNumber(value.Int),
            AnyValueKind.Double => LogTimes.OfNumber(value.Double),
            _ => null,
        };
        if (time is null || _reading.Log.Time > 0)
            return false;
        SetTime(time.Value);
        return true;
    }

    private bool TryFillMessage(int rank, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (rank <= _messageRank)
            return false;
        // What was taken for the message before is an attribute after all.
        if (_messageName is not null)
            _reading.Own.Add(_messageName, _reading.Log.BodyText);
        _messageName = _reading.Names.Get(name);
        SetMessage(text, rank);
        return true;
    }

    // With the hyphens of a UUID, too.
    private bool TryFillTraceId(scoped ReadOnlySpan<byte> hex)
    {
        const int digits = 2 * TraceIds.TraceIdBytes, withHyphens = digits + 4;
        Span<byte> plain = stackalloc byte[digits];
        if (hex.Length == withHyphens)
        {
            var length = 0;
            foreach (var digit in hex)
            {
                if (digit != (byte)'-' && length < digits)
                    plain[length++] = digit;
            }
            hex = plain[..length];
        }
        return hex.Length == digits && Convert.FromHexString(hex, _reading.Log.TraceIdBytes, out _, out _) == OperationStatus.Done;
    }

    private bool TryFillSpanId(ReadOnlySpan<byte> hex)
    {
        Span<byte> bytes = stackalloc byte[TraceIds.SpanIdBytes];
        if (hex.Length != 2 * bytes.Length || Convert.FromHexString(hex, bytes, out _, out _) != OperationStatus.Done)
            return false;
        _reading.Log.SpanId = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return true;
    }
}
