namespace Paddock.Protocols.Statements;

/// <summary>
/// What a database was asked, without the values: those are people's data, and would make every call another statement. One form for SQL with its
/// literals in it (Django's debug form) and with any driver's parameters; for key-value and document stores the command, and the collection if it has one.
/// </summary>
public static class DatabaseStatement
{
    /// <summary>Of a statement without its values, in bytes: what comes after that is left out, by whole words.</summary>
    public const int MostBytes = 8 * 1024;

    /// <summary>Writes the statement without its values and says how many bytes those are. Doing it again changes nothing.</summary>
    /// <param name="system">The database's name by OpenTelemetry's conventions, such as postgresql; empty when it is unknown.</param>
    public static int Normalize(ReadOnlySpan<byte> system, ReadOnlySpan<byte> statement, Span<byte> destination)
    {
        if (CommandText.IsFor(system))
            return CommandText.Write(system, statement, destination);
        var dialect = SqlDialect.Of(system);
        return new SqlNormalizer(CommandText.WithoutDocument(statement, dialect), dialect, destination).Run();
    }

    /// <summary>One number for a normalised statement, whatever the case of its keywords (FNV-1a, so that it is the same for years); 0 for an empty one.</summary>
    public static ulong Fingerprint(ReadOnlySpan<byte> normalized)
    {
        if (normalized.IsEmpty)
            return 0;
        const ulong offset = 0xcbf29ce484222325, prime = 0x100000001b3;
        var hash = offset;
        byte quote = 0;
        for (var at = 0; at < normalized.Length; at++)
        {
            var letter = normalized[at];
            if (letter is (byte)'"' or (byte)'`' && (quote == 0 || quote == letter))
                quote = quote == 0 ? letter : (byte)0;
            if (quote == 0)
            {
                // COUNT (*) is COUNT(*).
                if (letter == ' ' && at + 1 < normalized.Length && normalized[at + 1] == '(')
                    continue;
                letter = SqlText.Lower(letter);
            }
            hash = (hash ^ letter) * prime;
        }
        return Math.Max(hash, 1);
    }
}
