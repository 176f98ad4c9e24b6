using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Seq;

/// <summary>
/// Reads Seq's compact log events (CLEF): an object a line, whose names with @ are the event's own and whose others are properties. A message that came as a template
/// is put together here. Never throws on any input; a broken line leaves its neighbours.
/// </summary>
public static class ClefReader
{
    private const byte Information = 9;

    /// <param name="body">At most <see cref="OtlpLimits.BodyBytes"/>.</param>
    public static OtlpResult Read(ReadOnlySpan<byte> body, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor)
    {
        using var lines = new LogLines(context, visitor);
        foreach (var line in new TextLines(body))
        {
            if (lines.IsStopped)
                break;
            if (!lines.TryBegin())
                continue;
            if (!JsonLine.TryRead(line, lines, JsonNames.Clef))
            {
                lines.Refuse();
                continue;
            }
            // Serilog leaves the level out where it is Information.
            if (!lines.HasLevel)
                lines.SetSeverity(Information);
            if (!lines.HasMessage)
                MessageTemplate.Render(lines);
            lines.End();
        }
        return lines.Result();
    }
}
