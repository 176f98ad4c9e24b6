using System.Text;

namespace Paddock.Protocols.Statements;

/// <summary>
/// Reads a statement once, word by word, and writes it without comments, with one space where there may be some, and with ? for every value. Values in a row become one,
/// and so do equal brackets in a row, so that lists of any length are the same. It never fails: what is no SQL comes out as its words.
/// </summary>
internal ref struct SqlNormalizer(ReadOnlySpan<byte> sql, SqlDialect dialect, Span<byte> destination)
{
    private readonly ReadOnlySpan<byte> _sql = sql;
    private readonly Span<byte> _text = destination;
    private SqlDialect _dialect = dialect;
    private SqlGroups _groups;
    private int _at;
    private int _length;
    private bool _isFull;
    private SqlToken _last;

    // Nothing stands between the last word and this one.
    private bool _isAdjacent;

    // Signs that belong to the value after them, and what was before them; -1: none.
    private int _signs = -1;
    private SqlToken _beforeSigns;

    public int Run()
    {
        while (!_isFull)
        {
            var next = EndOfBlank(_at);
            _isAdjacent = next == _at;
            _at = next;
            if (_at >= _sql.Length)
                break;
            ReadNext();
        }
        // A list that was cut, and a statement's end.
        while (_length > 0 && _last is SqlToken.Comma or SqlToken.Semicolon && _text[_length - 1] is (byte)',' or (byte)';' or (byte)' ')
            _length--;
        return _length;
    }

    private void ReadNext()
    {
        var letter = _sql[_at];
        var next = _at + 1 < _sql.Length ? _sql[_at + 1] : (byte)0;
        if (SqlText.BeginsWord(letter) || (SqlText.IsDigit(letter) && _isAdjacent && _last == SqlToken.Dot))
        {
            ReadWord();
            return;
        }
        if (SqlText.IsDigit(letter) || (letter == '.' && SqlText.IsDigit(next) && !(_isAdjacent && EndsValue)))
        {
            Value(SqlText.EndOfNumber(_sql, _at));
            return;
        }
        switch (letter)
        {
            case (byte)'\'':
                Value(SqlText.EndOfQuoted(_sql, _at, letter, _dialect.HasBackslashes));
                break;
            case (byte)'"' when _dialect.HasDoubleQuotedStrings:
                Value(SqlText.EndOfQuoted(_sql, _at, letter, hasBackslashes: true));
                break;
            case (byte)'"' or (byte)'`':
                ReadQuotedName(letter);
                break;
            case (byte)'[':
                ReadBracket();
                break;
            case (byte)'?':
                Value(SqlText.EndOfWord(_sql, _at + 1));
                break;
            case (byte)'%':
                ReadPercent(next);
                break;
            case (byte)'$':
                ReadDollar(next);
                break;
            case (byte)':':
                ReadColon(next);
                break;
            case (byte)'@':
                ReadAt(next);
                break;
            default:
                ReadSign(letter, next);
                break;
        }
    }

    private readonly bool EndsValue => _last is SqlToken.Name or SqlToken.Value or SqlToken.Close or SqlToken.CloseBracket;

    private void ReadWord()
    {
        var end = SqlText.EndOfWord(_sql, _at);
        var word = _sql[_at..end];
        if (end < _sql.Length && _sql[end] == '\'' && SqlWords.IsPrefixOfString(word))
        {
            Value(SqlText.EndOfQuoted(_sql, end, (byte)'\'', _dialect.HasBackslashes || SqlText.Lower(word[0]) == 'e'));
            return;
        }
        var token = _last == SqlToken.Dot ? SqlToken.Name : SqlWords.Of(word);
        if (_last == SqlToken.Savepoint || (token == SqlToken.Value && _last != SqlToken.Is))
            Value(end);
        else
            Emit(end, token == SqlToken.Value ? SqlToken.Name : token);
    }

    private void ReadQuotedName(byte quote)
    {
        var end = SqlText.EndOfQuoted(_sql, _at, quote, hasBackslashes: false);
        // Django numbers its server-side cursors and savepoints.
        if (_last == SqlToken.Savepoint || (quote == '"' && _sql[(_at + 1)..end].StartsWith("_django_curs_"u8)))
        {
            Value(end);
            return;
        }
        if (quote == '`' && _dialect == SqlDialect.Of(default))
            _dialect = SqlDialect.MySql;
        Emit(end, SqlToken.Name);
    }

    private void ReadBracket()
    {
        if (EndOfFiltered() is var value && value > _at)
        {
            Value(value);
            return;
        }
        var isSubscript = _isAdjacent && EndsValue;
        var end = _dialect.HasBracketNames && !isSubscript ? SqlText.EndOfBracketName(_sql, _at) : _at;
        if (end == _at)
            Emit(_at + 1, SqlToken.OpenBracket);
        else
            Emit(end, SqlToken.Name);
    }

    // What scrubbing has left of a value.
    private readonly int EndOfFiltered()
    {
        var word = "Filtered"u8;
        var end = EndOfBlank(_at + 1);
        if (!_sql[end..].StartsWith(word))
            return _at;
        end = EndOfBlank(end + word.Length);
        return end < _sql.Length && _sql[end] == ']' ? end + 1 : _at;
    }

    private readonly int EndOfBlank(int at) => SqlText.EndOfBlank(_sql, at, _dialect.HasDoubleQuotedStrings);

    // %s, %(name)s, and %% for the operator %.
    private void ReadPercent(byte next)
    {
        var end = _at + 2;
        if (next == 's' && (end == _sql.Length || !SqlText.IsInWord(_sql[end])))
        {
            Value(end);
            return;
        }
        if (next == '(')
        {
            end = SqlText.EndOfWord(_sql, end);
            if (end + 1 < _sql.Length && _sql[end] == ')' && SqlText.Lower(_sql[end + 1]) is >= (byte)'a' and <= (byte)'z')
            {
                Value(end + 2);
                return;
            }
        }
        EmitAs(_at + (next == '%' ? 2 : 1), "%"u8, SqlToken.Sign);
    }

    private void ReadDollar(byte next)
    {
        var end = SqlText.EndOfDollarQuoted(_sql, _at);
        if (end == _at && SqlText.IsInWord(next))
            end = SqlText.EndOfWord(_sql, _at + 1);
        if (end == _at)
            Emit(_at + 1, SqlToken.Sign);
        else
            Value(end);
    }

    // :name and :1, ::type.
    private void ReadColon(byte next)
    {
        if (next == ':')
        {
            if (_last == SqlToken.Value)
                SkipCast();
            else
                Emit(_at + 2, SqlToken.Cast);
        }
        else if (SqlText.IsInWord(next) && !(_isAdjacent && EndsValue) && _last != SqlToken.Value)
        {
            Value(SqlText.EndOfWord(_sql, _at + 1));
        }
        else
        {
            Emit(_at + (next == '=' ? 2 : 1), SqlToken.Sign);
        }
    }

    // '2026-01-01'::date in the debug form is %s in the other: drivers write the type of what they put in.
    private void SkipCast()
    {
        var end = _at + 2;
        while (end < _sql.Length)
        {
            var letter = _sql[end];
            if (letter == '"')
                end = SqlText.EndOfQuoted(_sql, end, letter, hasBackslashes: false);
            else if (letter == '.' || SqlText.IsInWord(letter))
                end++;
            else if (_sql[end..].StartsWith("[]"u8))
                end += 2;
            else
                break;
        }
        _at = end;
    }

    private void ReadAt(byte next)
    {
        if (next == '@')
            Emit(Math.Max(_at + 2, SqlText.EndOfWord(_sql, _at + 2)), SqlToken.Name);
        else if (SqlText.IsInWord(next))
            Value(SqlText.EndOfWord(_sql, _at + 1));
        else
            Emit(EndOfSigns(), SqlToken.Sign);
    }

    private void ReadSign(byte letter, byte next)
    {
        switch (letter)
        {
            case (byte)'(':
                Emit(_at + 1, SqlToken.Open);
                break;
            case (byte)')':
                Emit(_at + 1, SqlToken.Close);
                break;
            case (byte)']':
                CloseBracket();
                break;
            case (byte)',':
                Emit(_at + 1, SqlToken.Comma);
                break;
            case (byte)';':
                Emit(_at + 1, SqlToken.Semicolon);
                break;
            case (byte)'.':
                Emit(_at + 1, SqlToken.Dot);
                break;
            case (byte)'+' or (byte)'-' when next != '>' && !EndsValue:
                var (signs, before) = _signs < 0 ? (_length, _last) : (_signs, _beforeSigns);
                Emit(_at + 1, SqlToken.Sign);
                (_signs, _beforeSigns) = (signs, before);
                break;
            case (byte)'+' or (byte)'*' or (byte)'/' or (byte)'{' or (byte)'}' or (byte)'\\':
                Emit(_at + 1, SqlToken.Sign);
                break;
            default:
                Emit(EndOfSigns(), SqlToken.Sign);
                break;
        }
    }

    // <=, ||, ->>, #>>, @>, <@.
    private readonly int EndOfSigns()
    {
        var end = _at + 1;
        while (end < _sql.Length && (_sql[end] is (byte)'<' or (byte)'>' or (byte)'=' or (byte)'!' or (byte)'|' or (byte)'&' or (byte)'^' or (byte)'~' || (_sql[end] == '@' && _sql[end - 1] == '<')))
            end++;
        return end;
    }

    // A list in Postgres' debug form is a parameter in the other.
    private void CloseBracket()
    {
        Emit(_at + 1, SqlToken.CloseBracket);
        var list = "ARRAY[?]"u8;
        var start = _length - list.Length;
        if (!_isFull && start >= 0 && Ascii.EqualsIgnoreCase(_text[start.._length], list) && (start == 0 || _text[start - 1] == '(' || _text[..start] is [.., not ((byte)'-' or (byte)'+'), (byte)' ']))
        {
            _length = start;
            WriteValue();
        }
    }

    private void Value(int end)
    {
        if (_signs >= 0)
            (_length, _last, _signs) = (_signs, _beforeSigns, -1);
        _at = end;
        if (_text[.._length].EndsWith("?,"u8))
            (_length, _last) = (_length - 1, SqlToken.Value);
        else
            EmitAs(end, "?"u8, SqlToken.Value);
    }

    private void WriteValue()
    {
        if (_text[.._length].EndsWith("?, "u8))
            _length -= 2;
        else
            _text[_length++] = (byte)'?';
        _last = SqlToken.Value;
    }

    private void Emit(int end, SqlToken token) => EmitAs(end, _sql[_at..end], token);

    private void EmitAs(int end, ReadOnlySpan<byte> text, SqlToken token)
    {
        var needsSpace = NeedsSpace(token);
        var length = text.Length + (needsSpace ? 1 : 0);
        _at = end;
        if (_text.Length - _length < length)
        {
            _isFull = true;
            return;
        }
        if (needsSpace)
            _text[_length++] = (byte)' ';
        text.CopyTo(_text[_length..]);
        if (token == SqlToken.Open)
            _groups.Open(_length);
        _length += text.Length;
        if (token == SqlToken.Close)
            _length = _groups.Close(_text[.._length]);
        _last = token;
        _signs = -1;
    }

    private readonly bool NeedsSpace(SqlToken token) => token switch
    {
        _ when _last is SqlToken.None or SqlToken.Open or SqlToken.OpenBracket or SqlToken.Dot or SqlToken.Cast => false,
        SqlToken.Comma or SqlToken.Close or SqlToken.CloseBracket or SqlToken.Semicolon => false,
        SqlToken.Dot or SqlToken.Cast => !EndsValue,
        SqlToken.Open => !(_isAdjacent && _last == SqlToken.Name),
        SqlToken.OpenBracket => !(_isAdjacent && EndsValue),
        _ => true,
    };
}
