using System.Buffers.Binary;
using System.Text;
using Paddock.ClickHouse;
using Paddock.Pipeline;

namespace Paddock.Signals.Errors;

/// <summary>A grouping hash within its project.</summary>
internal readonly record struct HashKey(int Project, UInt128 Hash);

/// <summary>An error that may be the first of an issue, with its hashes, most telling first. Read from a row in row form.</summary>
internal sealed record Sighting(
    int Project, UInt128[] Hashes, DateTimeOffset Time, string Type, string Value, string Message, string Culprit, string Level, string Platform, string Release, ushort GroupingVersion)
{
    public string Environment { get; init; } = "";

    /// <summary>Nobody caught it.</summary>
    public bool IsUnhandled { get; init; }

    /// <summary>Functions and files of its stack.</summary>
    public string Frames { get; init; } = "";

    private static readonly int ProjectColumn = ErrorsTable.Table.IndexOf("project");
    private static readonly int TimeColumn = ErrorsTable.Table.IndexOf("time");
    private static readonly int EnvironmentColumn = ErrorsTable.Table.IndexOf("environment");
    private static readonly int ReleaseColumn = ErrorsTable.Table.IndexOf("release");
    private static readonly int HashesColumn = ErrorsTable.Table.IndexOf("hashes");
    private static readonly int GroupingVersionColumn = ErrorsTable.Table.IndexOf("grouping_version");
    private static readonly int TypeColumn = ErrorsTable.Table.IndexOf("type");
    private static readonly int ValueColumn = ErrorsTable.Table.IndexOf("value");
    private static readonly int MessageColumn = ErrorsTable.Table.IndexOf("message");
    private static readonly int LevelColumn = ErrorsTable.Table.IndexOf("level");
    private static readonly int HandledColumn = ErrorsTable.Table.IndexOf("handled");
    private static readonly int StackColumn = ErrorsTable.Table.IndexOf("stack");
    private static readonly int CulpritColumn = ErrorsTable.Table.IndexOf("culprit");
    private static readonly int PlatformColumn = ErrorsTable.Table.IndexOf("platform");

    /// <summary>The columns are asked for in their order, so the row is walked once.</summary>
    public static Sighting Read(RowReader row)
    {
        var project = (int)row.UInt32(ProjectColumn);
        var time = UnixTime.FromUnixNanoseconds(row.DateTime64(TimeColumn));
        var environment = Text(row.String(EnvironmentColumn));
        var release = Text(row.String(ReleaseColumn));
        var hashes = ReadHashes(row.FixedString16Array(HashesColumn));
        var version = row.UInt16(GroupingVersionColumn);
        var (type, value, message, level) = (Text(row.String(TypeColumn)), Text(row.String(ValueColumn)), Text(row.String(MessageColumn)), Text(row.String(LevelColumn)));
        var isUnhandled = row.UInt8(HandledColumn) == ErrorsRow.Unhandled;
        return new Sighting(project, hashes, time, type, value, message, Text(row.String(CulpritColumn)), level, Text(row.String(PlatformColumn)), release, version)
        {
            Environment = environment,
            IsUnhandled = isUnhandled,
            Frames = StackWords.Of(row.String(StackColumn)),
        };
    }

    /// <summary>The project and the hashes of a row, for asking whether it is news at all before the rest is read.</summary>
    public static (int Project, DateTimeOffset Time, UInt128[] Hashes) ReadKey(RowReader row) =>
        ((int)row.UInt32(ProjectColumn), UnixTime.FromUnixNanoseconds(row.DateTime64(TimeColumn)), ReadHashes(row.FixedString16Array(HashesColumn)));

    private static UInt128[] ReadHashes(ReadOnlySpan<byte> bytes)
    {
        var hashes = new UInt128[bytes.Length / 16];
        for (var index = 0; index < hashes.Length; index++) hashes[index] = BinaryPrimitives.ReadUInt128BigEndian(bytes[(index * 16)..]);
        return hashes;
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
