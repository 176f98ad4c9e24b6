using System.Text;
using System.Text.Json;
using Paddock.Protocols.Logs;
using Paddock.Protocols.Otlp;

namespace Paddock.Protocols.Elastic;

/// <summary>
/// Reads the body of Elasticsearch's <c>_bulk</c>: a line that says what to do, and behind it the document. Only new documents can be taken; each action is answered on its own.
/// Never throws on any input.
/// </summary>
public static class BulkReader
{
    // Of an index's name, by Elasticsearch; of an id 512.
    private const int LongestName = 255;

    /// <param name="body">At most <see cref="OtlpLimits.BodyBytes"/>.</param>
    /// <param name="index">Of the path, for actions that name none; "" for none.</param>
    /// <param name="items">Gets what became of each action, in their order.</param>
    public static OtlpResult Read(ReadOnlySpan<byte> body, string index, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor, List<BulkItem> items)
    {
        using var lines = new LogLines(context, visitor);
        BulkItem? action = null;
        foreach (var line in new TextLines(body))
        {
            if (lines.IsStopped)
                break;
            // Each is answered on its own, also those that are refused: a small body of many would be a large answer.
            if (items.Count == OtlpLimits.Records)
                return lines.Result(isMalformed: false) with { Status = OtlpStatus.Stopped };
            if (action is null)
            {
                action = ActionOf(line, index);
                if (action is null)
                    return lines.Result(isMalformed: true);
                if (action.Action != "delete")
                    continue;
                lines.Refuse();
                items.Add(action with { Refusal = BulkItem.Unsupported });
            }
            else
            {
                items.Add(action with { Refusal = ReadDocument(line, action, lines) });
            }
            action = null;
        }
        return lines.Result(isMalformed: action is not null && !lines.IsStopped);
    }

    /// <summary>One document by itself, as <c>_doc</c> and <c>_create</c> bring it.</summary>
    public static OtlpResult ReadDocument(ReadOnlySpan<byte> body, string index, in OtlpContext context, IOtlpVisitor<OtlpLog> visitor, List<BulkItem> items)
    {
        using var lines = new LogLines(context, visitor);
        var action = new BulkItem("create", index, "", null);
        items.Add(action with { Refusal = ReadDocument(body, action, lines) });
        return lines.Result();
    }

    private static string? ReadDocument(ReadOnlySpan<byte> document, BulkItem action, LogLines lines)
    {
        if (!lines.TryBegin())
            return "too_many_records";
        if (action.Action == "update")
        {
            lines.Refuse();
            return BulkItem.Unsupported;
        }
        if (!JsonLine.TryRead(document, lines))
        {
            lines.Refuse();
            return "malformed_record";
        }
        if (action.Index.Length > 0)
            lines.Field("index"u8, Encoding.UTF8.GetBytes(action.Index));
        return lines.End() ? null : "time_out_of_range";
    }

    // {"create":{"_index":"logs","_id":"1"}}
    private static BulkItem? ActionOf(ReadOnlySpan<byte> line, string index)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
                return null;
            var action = Encoding.UTF8.GetString(PlainJson.TextOf(ref reader));
            if (action is not ("create" or "index" or "update" or "delete") || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            var id = "";
            while (OtlpJson.TryReadName(ref reader))
            {
                var isIndex = OtlpJson.Is(ref reader, "_index"u8);
                var isId = OtlpJson.Is(ref reader, "_id"u8);
                reader.Read();
                if ((isIndex || isId) && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                {
                    var text = Encoding.UTF8.GetString(PlainJson.TextOf(ref reader));
                    if (text.Length > LongestName)
                        text = text[..(char.IsHighSurrogate(text[LongestName - 1]) ? LongestName - 1 : LongestName)];
                    (index, id) = isIndex ? (text, id) : (index, text);
                }
                reader.Skip();
            }
            return new BulkItem(action, index, id, null);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One action of a bulk request, and what became of it.</summary>
/// <param name="Id">As the client gave it; "" for none.</param>
/// <param name="Refusal">Why it was not kept; null: it was.</param>
public sealed record BulkItem(string Action, string Index, string Id, string? Refusal)
{
    public const string Unsupported = "unsupported_action";
}
