using System.Text;

namespace Paddock.Engine.Http;

/// <summary>An INSERT whose data follows its text: where the SQL ends, in which format the data is, and where it begins.</summary>
internal readonly record struct InsertStatement(int SqlLength, string Format, int DataStart)
{
    internal enum Shape
    {
        /// <summary>Not an INSERT with data (another statement, or INSERT … SELECT): run the whole text.</summary>
        NotAnInsert,

        /// <summary>The text ends before that can be said; read more of it.</summary>
        Incomplete,

        /// <summary>An INSERT with data.</summary>
        Insert,
    }

    internal static Shape Find(ReadOnlySpan<byte> head, out InsertStatement insert)
    {
        insert = default;
        var scanner = new SqlScanner(head);
        if (scanner.NextAtTop() == SqlScanner.Token.End)
            return Shape.Incomplete;
        if (!scanner.Is("INSERT"u8))
            return scanner.Position < head.Length ? Shape.NotAnInsert : Shape.Incomplete;

        while (true)
        {
            var token = scanner.NextAtTop();
            var start = scanner.Position - scanner.Text.Length;
            if (token == SqlScanner.Token.End || scanner.Position == head.Length)
                return Shape.Incomplete;
            if (token != SqlScanner.Token.Word)
                continue;
            if (scanner.Is("INTO"u8) || scanner.Is("TABLE"u8))
                SkipName(ref scanner);
            else if (scanner.Is("SELECT"u8) || scanner.Is("WITH"u8))
                return Shape.NotAnInsert;
            else if (scanner.Is("VALUES"u8))
                return At(start, "Values", scanner.Position, out insert);
            else if (scanner.Is("FORMAT"u8))
                return ReadFormat(ref scanner, head, start, out insert);
        }
    }

    /// <summary>A table may be called what a keyword is called.</summary>
    private static void SkipName(ref SqlScanner scanner)
    {
        var ahead = scanner;
        var token = ahead.NextAtTop();
        if (token == SqlScanner.Token.Word && (ahead.Is("TABLE"u8) || ahead.Is("FUNCTION"u8)))
            return;
        scanner = ahead;
        while (ahead.NextAtTop() == SqlScanner.Token.Other && ahead.Text is [(byte)'.'])
        {
            ahead.NextAtTop();
            scanner = ahead;
        }
    }

    private static Shape ReadFormat(ref SqlScanner scanner, ReadOnlySpan<byte> head, int sqlEnd, out InsertStatement insert)
    {
        insert = default;
        if (scanner.NextAtTop() != SqlScanner.Token.Word || scanner.Position == head.Length)
            return Shape.Incomplete;
        var format = Encoding.ASCII.GetString(scanner.Text);
        var position = scanner.Position;
        while (position < head.Length && head[position] is (byte)' ' or (byte)'\t' or (byte)'\f')
            position++;
        if (position == head.Length)
            return Shape.Incomplete;
        if (head[position] == '\r')
            position++;
        if (position < head.Length && head[position] == '\n')
            position++;
        return At(sqlEnd, format, position, out insert);
    }

    private static Shape At(int sqlLength, string format, int dataStart, out InsertStatement insert)
    {
        insert = new InsertStatement(sqlLength, format, dataStart);
        return Shape.Insert;
    }
}
