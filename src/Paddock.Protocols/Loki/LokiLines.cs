using Paddock.Protocols.Logs;

namespace Paddock.Protocols.Loki;

/// <summary>What both encodings say in the end.</summary>
internal static class LokiLines
{
    /// <summary>A stream's label. Agents name the service in one of three.</summary>
    public static void Label(LogLines lines, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ref int serviceRank)
    {
        var rank = name.SequenceEqual("service_name"u8) ? 4 : name.SequenceEqual("service"u8) ? 3 : name.SequenceEqual("app"u8) ? 2 : name.SequenceEqual("job"u8) ? 1 : 0;
        if (rank == 0)
        {
            lines.FieldOfSource(name, value);
            return;
        }
        if (rank < 3)
            lines.AttributeOfSource(name, value);
        if (rank <= serviceRank)
            return;
        serviceRank = rank;
        lines.FieldOfSource("service.name"u8, value);
    }
}
