using System.Collections.Frozen;
using System.Text;

namespace Paddock.Protocols;

/// <summary>Words that programs send where a person's id should stand: under one of them strangers would become one person.</summary>
public static class DistinctIds
{
    private const int LongestIllegal = 36;

    // With blanks and quotes around it; what is longer is somebody's.
    private const int LongestWritten = 128;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Illegal = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "00000000-0000-0000-0000-000000000000", "anon", "anonymous", "nil", "none", "null", "n/a", "na", "undefined", "unknown", "0", "-1", "true", "false",
        "[]", "{}", "[object object]", "nan")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True also for an empty id.</summary>
    public static bool IsIllegal(ReadOnlySpan<char> id)
    {
        id = id.Trim().Trim("'\"");
        return id.IsEmpty || (id.Length <= LongestIllegal && Illegal.Contains(id));
    }

    /// <summary>The id in UTF-8, or nothing in place of one that is nobody's.</summary>
    public static ReadOnlySpan<byte> Legal(ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty || id.Length > LongestWritten) return id;
        Span<char> written = stackalloc char[LongestWritten];
        return IsIllegal(written[..Encoding.UTF8.GetChars(id, written)]) ? default : id;
    }
}
