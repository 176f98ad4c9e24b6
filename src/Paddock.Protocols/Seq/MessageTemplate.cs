using System.Text.Json;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Seq;

/// <summary>
/// Puts the properties of a line into its template: <c>Sold {Count} of {@Item} for {Price:0.00}</c>. What had a format was rendered by the client and comes in @r, in the template's order;
/// a hole without a property stays as it is.
/// </summary>
internal static class MessageTemplate
{
    public static void Render(LogLines line)
    {
        var template = line.Find("@mt"u8);
        if (template.IsEmpty)
            return;
        var renderings = Renderings(line.Find("@r"u8));
        var used = 0;
        var text = new List<byte>(2 * template.Length);
        while (!template.IsEmpty && text.Count < OtlpLimits.BodyTextBytes)
        {
            var open = template.IndexOfAny((byte)'{', (byte)'}');
            if (open < 0 || open + 1 == template.Length)
                break;
            text.AddRange(template[..open]);
            if (template[open] == template[open + 1])
            {
                text.Add(template[open]);
                template = template[(open + 2)..];
                continue;
            }
            var length = template[open] == (byte)'{' ? template[open..].IndexOf((byte)'}') + 1 : 1;
            if (length == 0)
            {
                template = template[open..];
                break;
            }
            text.AddRange(Filled(line, template.Slice(open, length), renderings, ref used));
            template = template[(open + length)..];
        }
        text.AddRange(template);
        line.SetMessage(text.ToArray());
    }

    private static ReadOnlySpan<byte> Filled(LogLines line, ReadOnlySpan<byte> hole, List<byte[]> renderings, ref int used)
    {
        if (hole.Length < 3)
            return hole;
        var name = hole[1..^1].TrimStart("@$"u8);
        var end = name.IndexOfAny((byte)':', (byte)',');
        if (end >= 0 && name.Contains((byte)':') && used < renderings.Count)
            return renderings[used++];
        var value = line.Find(end < 0 ? name : name[..end]);
        return value.IsEmpty ? hole : value;
    }

    private static List<byte[]> Renderings(ReadOnlySpan<byte> json)
    {
        var renderings = new List<byte[]>();
        if (!json.StartsWith("["u8))
            return renderings;
        try
        {
            var reader = new Utf8JsonReader(json, PlainJson.Options);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
                renderings.Add(PlainJson.TextOf(ref reader).ToArray());
        }
        catch (JsonException)
        {
            // It was cut: the properties themselves stand for the rest.
        }
        return renderings;
    }
}
