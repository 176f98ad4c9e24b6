using System.Text.Json;
using Paddock.Protocols.Segment;

namespace Paddock.Protocols.Product;

/// <summary>Walks over the events of a request of another product than Segment, each of which becomes a message of Segment's.</summary>
internal static class ProductRequest
{
    /// <summary>Nothing is refused for its depth: what is nested is copied or stepped over without recursion.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    [ThreadStatic]
    private static SegmentReading? s_ofThread;

    public static SegmentReading Reading => s_ofThread ??= new SegmentReading();

    /// <summary>Reads one event; returns why it cannot be used, in the ledger's words, or null.</summary>
    /// <param name="token">Gets the project's key, when it is in the event.</param>
    public delegate string? Reader(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, out string token);

    /// <summary>At any value; leaves the reader at its end.</summary>
    public static void Add(ref Utf8JsonReader reader, SegmentRequest request, Reader read)
    {
        if (request.Messages.Count + request.Refused.Count > SegmentLimits.MessagesPerBatch)
        {
            reader.Skip();
            return;
        }
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            request.Refused.Add("malformed_message");
            return;
        }
        var message = new SegmentMessage();
        var refusal = read(ref reader, Reading, message, out var token);
        if (request.WriteKey.Length == 0)
            request.WriteKey = token;
        // One request is one project's: what names another shall not come to this one.
        if (token.Length > 0 && token != request.WriteKey)
            refusal = "another_key";
        if (refusal is not null)
            request.Refused.Add(refusal);
        else
            request.Messages.Add(message);
    }

    /// <summary>One event, or a list of them.</summary>
    public static void AddAll(ref Utf8JsonReader reader, SegmentRequest request, Reader read)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Add(ref reader, request, read);
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            Add(ref reader, request, read);
    }
}
