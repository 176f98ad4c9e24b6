using Paddock.Protocols.Logs;

namespace Paddock.Protocols.Syslog;

/// <summary>What stands between the priority and the message; what is missing is empty.</summary>
internal ref struct SyslogHeader
{
    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    // "Nov 23 05:00:00"
    private const int OldTimeLength = 15;
    private const int LongestTag = 48;

    private long _time;
    private ReadOnlySpan<byte> _host;
    private ReadOnlySpan<byte> _program;
    private ReadOnlySpan<byte> _process;
    private ReadOnlySpan<byte> _messageId;
    private StructuredData _data;

    /// <summary>Takes it off the message. A message that has none stays whole.</summary>
    /// <param name="receivedAt">Tells the year of times without one.</param>
    public static SyslogHeader Take(scoped ref ReadOnlySpan<byte> message, long receivedAt)
    {
        var header = default(SyslogHeader);
        var rest = message;
        if (rest.StartsWith("1 "u8) && header.TryTakeNew(ref rest))
            message = rest;
        else if (header.TryTakeOld(ref rest, receivedAt))
            message = rest;
        else
            return default;
        return header;
    }

    /// <summary>Into the line's fields, over what the message said.</summary>
    public readonly void WriteTo(LogLines line)
    {
        if (_time > 0)
            line.SetTime(_time);
        Write(line, "host.name"u8, _host);
        Write(line, "service.name"u8, _program);
        Write(line, "process.pid"u8, _process);
        Write(line, "syslog.msgid"u8, _messageId);
        foreach (var parameter in _data)
            line.Field(parameter.Name, parameter.Value);
    }

    private static void Write(LogLines line, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
            line.Field(name, value);
    }

    // 1 2026-11-23T05:00:00Z host app 123 id [data] message
    private bool TryTakeNew(scoped ref ReadOnlySpan<byte> rest)
    {
        rest = rest[2..];
        var time = Word(ref rest);
        _time = LogTimes.Parse(time) ?? 0;
        if (_time == 0 && !time.IsEmpty)
            return false;
        _host = Word(ref rest);
        _program = Word(ref rest);
        _process = Word(ref rest);
        _messageId = Word(ref rest);
        if (rest.StartsWith("-"u8))
            rest = rest[1..];
        else if (!StructuredData.TryTake(ref rest, out _data))
            return false;
        rest = rest.TrimStart((byte)' ');
        return true;
    }

    // Nov 23 05:00:00 host app[123]: message; the time may be a new one, and the host may be missing.
    private bool TryTakeOld(scoped ref ReadOnlySpan<byte> rest, long receivedAt)
    {
        if (rest.Length > OldTimeLength && TryReadOldTime(rest[..OldTimeLength], receivedAt, out _time))
            rest = rest[OldTimeLength..];
        else if (rest.Length > 20 && rest[4] == (byte)'-' && rest.IndexOf((byte)' ') is > 0 and var end && LogTimes.Parse(rest[..end]) is { } time)
        {
            _time = time;
            rest = rest[end..];
        }
        else
            return TryTakeTag(ref rest) && (!_process.IsEmpty || rest.StartsWith("{"u8)); // else any "word:" would be a program
        rest = rest.TrimStart((byte)' ');
        if (TryTakeTag(ref rest))
            return true;
        var space = rest.IndexOf((byte)' ');
        if (space <= 0)
            return true;
        _host = rest[..space];
        rest = rest[(space + 1)..];
        TryTakeTag(ref rest);
        return true;
    }

    private bool TryTakeTag(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny(" :["u8);
        if (end is <= 0 or > LongestTag || rest[end] == (byte)' ')
            return false;
        var program = rest[..end];
        var after = rest[end..];
        var process = default(ReadOnlySpan<byte>);
        if (after[0] == (byte)'[')
        {
            var close = after.IndexOf((byte)']');
            if (close < 0)
                return false;
            process = after[1..close];
            after = after[(close + 1)..];
        }
        if (!after.StartsWith(":"u8))
            return false;
        _program = program;
        _process = process;
        rest = after[1..].TrimStart((byte)' ');
        return true;
    }

    // Times without year and zone: of UTC, and of the year in which they are nearest to now.
    private static bool TryReadOldTime(ReadOnlySpan<byte> text, long receivedAt, out long time)
    {
        time = 0;
        var month = Months.IndexOf(text[..3]);
        if (month < 0 || month % 3 != 0 || text[3] != (byte)' ' || text[6] != (byte)' ' || text[9] != (byte)':' || text[12] != (byte)':')
            return false;
        if (!TryNumber(text[4..6], out var day) || !TryNumber(text[7..9], out var hour) || !TryNumber(text[10..12], out var minute) || !TryNumber(text[13..15], out var second)
            || hour > 23 || minute > 59 || second > 59 || day < 1)
            return false;
        var now = DateTime.UnixEpoch.AddTicks(receivedAt / 100);
        DateTime? nearest = null;
        for (var year = now.Year - 1; year <= now.Year + 1; year++)
        {
            if (day > DateTime.DaysInMonth(year, (month / 3) + 1))
                continue;
            var candidate = new DateTime(year, (month / 3) + 1, day, hour, minute, second, DateTimeKind.Utc);
            if (nearest is null || (candidate - now).Duration() < (nearest.Value - now).Duration())
                nearest = candidate;
        }
        if (nearest is null)
            return false;
        time = (nearest.Value - DateTime.UnixEpoch).Ticks * 100;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var digit in text.TrimStart((byte)' '))
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            number = (number * 10) + digit - '0';
        }
        return true;
    }

    // "-" is the word for none.
    private static ReadOnlySpan<byte> Word(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)' ');
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return word.SequenceEqual("-"u8) ? default : word;
    }
}
