namespace Paddock.Protocols.Sentry;

/// <summary>
/// Reads an envelope item by item: <c>if (EnvelopeReader.TryOpen(body, out var reader)) while (reader.TryRead(out var item)) …</c>
/// A bad item is returned with its <see cref="EnvelopeItem.Problem"/>, and reading goes on behind it.
/// Python and .NET give each item its length, JavaScript ends it with the line; line ends may be CRLF, blank lines are skipped.
/// </summary>
public struct EnvelopeReader
{
    private ReadOnlyMemory<byte> _rest;

    private EnvelopeReader(EnvelopeHeader header, ReadOnlyMemory<byte> rest)
    {
        Header = header;
        _rest = rest;
    }

    public EnvelopeHeader Header { get; }

    /// <summary>False when the body does not begin with an envelope header: the whole body is one malformed thing.</summary>
    public static bool TryOpen(ReadOnlyMemory<byte> body, out EnvelopeReader reader)
    {
        var rest = body;
        var header = EnvelopeHeader.Parse(TakeLine(ref rest).Span);
        reader = header is null ? default : new EnvelopeReader(header, rest);
        return header is not null;
    }

    /// <summary>False at the end.</summary>
    public bool TryRead(out EnvelopeItem item)
    {
        while (!_rest.IsEmpty)
        {
            var line = TakeLine(ref _rest);
            if (line.Span.Trim(" \t"u8).IsEmpty)
                continue;
            item = ItemHeader.TryParse(line.Span, out var header, out var length) ? ReadPayload(header) : SkipBroken(length);
            return true;
        }
        item = default;
        return false;
    }

    private EnvelopeItem ReadPayload(in ItemHeader header)
    {
        if (header.Length is not { } length)
            return header.Item with { Payload = TakeLine(ref _rest) };
        if (length > _rest.Length)
        {
            _rest = default;
            return header.Item with { Problem = EnvelopeProblem.TruncatedItem };
        }
        var payload = _rest[..length];
        _rest = _rest[length..];
        // The line end behind the payload; a stated length that is too short leaves a tail, which is no header and is stepped over.
        if (!_rest.IsEmpty && !TakeLine(ref _rest).Span.Trim(" \t"u8).IsEmpty)
            StepToNextHeader();
        return header.Item with { Payload = payload };
    }

    private EnvelopeItem SkipBroken(int? length)
    {
        if (length is { } known && known <= _rest.Length)
            _rest = _rest[known..];
        StepToNextHeader();
        return new EnvelopeItem { Type = "", Problem = EnvelopeProblem.InvalidItemHeader };
    }

    private void StepToNextHeader()
    {
        while (!_rest.IsEmpty)
        {
            var afterLine = _rest;
            if (ItemHeader.TryParse(TakeLine(ref afterLine).Span, out _, out _))
                return;
            _rest = afterLine;
        }
    }

    private static ReadOnlyMemory<byte> TakeLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line.Length > 0 && line.Span[^1] == (byte)'\r' ? line[..^1] : line;
    }
}
