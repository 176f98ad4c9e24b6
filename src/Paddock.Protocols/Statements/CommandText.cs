using System.Buffers;
using System.Text;

namespace Paddock.Protocols.Statements;

/// <summary>What is asked of stores that speak no SQL: the command, whatever its keys and documents are; and the collection where it is known to be one.</summary>
internal static class CommandText
{
    private static readonly SearchValues<byte> BeforeWord = SearchValues.Create(" \t\r\n{[\"':"u8);

    public static bool IsFor(ReadOnlySpan<byte> system) =>
        Is(system, "redis"u8) || Is(system, "valkey"u8) || Is(system, "memcached"u8) || Is(system, "mongodb"u8) || Is(system, "dynamodb"u8) || Is(system, "elasticsearch"u8) || Is(system, "opensearch"u8);

    /// <summary>Of an unknown store's document its first word, of all else all of it.</summary>
    public static ReadOnlySpan<byte> WithoutDocument(ReadOnlySpan<byte> statement, SqlDialect dialect)
    {
        var document = WithoutBlank(statement, dialect);
        var isList = document is [(byte)'[', ..];
        if (isList)
            document = WithoutBlank(document[1..], dialect);
        return document is [(byte)'{', ..] || (isList && document is [(byte)'"', ..]) ? Word(document, out _) : statement;
    }

    /// <summary>GET, redis.pipeline.execute, find orders.</summary>
    public static int Write(ReadOnlySpan<byte> system, ReadOnlySpan<byte> statement, Span<byte> destination)
    {
        var command = Word(statement, out var end);
        var collection = Is(system, "mongodb"u8) && TakesCollection(command) ? Word(statement[end..], out _) : default;
        if (command.Length + 1 + collection.Length > destination.Length)
            return 0;
        command.CopyTo(destination);
        if (collection.IsEmpty)
            return command.Length;
        destination[command.Length] = (byte)' ';
        collection.CopyTo(destination[(command.Length + 1)..]);
        return command.Length + 1 + collection.Length;
    }

    private static ReadOnlySpan<byte> WithoutBlank(ReadOnlySpan<byte> text, SqlDialect dialect) => text[SqlText.EndOfBlank(text, 0, dialect.HasDoubleQuotedStrings)..];

    private static bool Is(ReadOnlySpan<byte> system, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(system, name);

    private static bool TakesCollection(ReadOnlySpan<byte> command)
    {
        Span<char> name = stackalloc char[16];
        return command.Length <= name.Length && Ascii.ToLower(command, name, out var length) == OperationStatus.Done
            && name[..length] is "find" or "aggregate" or "insert" or "update" or "delete" or "count" or "distinct" or "findandmodify" or "createindexes" or "drop";
    }

    // Behind blanks, quotes and brackets; empty when something else comes first.
    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> statement, out int end)
    {
        var start = end = Math.Max(0, statement.IndexOfAnyExcept(BeforeWord));
        if (start == statement.Length || !SqlText.BeginsWord(statement[start]))
            return default;
        while (end < statement.Length && (SqlText.IsInWord(statement[end]) || statement[end] is (byte)'.' or (byte)'-'))
            end++;
        return statement[start..end];
    }
}
