using System.Text.Json;
using Paddock.Protocols.Script;

namespace Paddock.Protocols.Segment;

/// <summary>Reads one message.</summary>
internal static class SegmentMessageReader
{
    private const int LongestMessageId = 100;

    internal struct Money
    {
        public decimal? Revenue;
        public decimal? Total;
        public string? Currency;
    }

    /// <summary>Begins at the object's start and leaves the reader at its end; returns why the message cannot be used, in the ledger's words.</summary>
    public static string? Read(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, SegmentKind kind, out string writeKey)
    {
        writeKey = "";
        var type = "";
        var money = new Money();
        // The kind decides how they are read, and may stand behind them.
        var properties = default(Utf8JsonReader);
        var traits = default(Utf8JsonReader);
        var (hasProperties, hasTraits) = (false, false);
        long? original = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "type": type = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "messageId": message.MessageId = reading.Raw(ref reader, LongestMessageId); break;
                case "userId": message.UserId = reading.Id(ref reader); break;
                case "anonymousId": message.AnonymousId = reading.Id(ref reader); break;
                case "previousId": message.PreviousId = reading.Id(ref reader); break;
                case "groupId": message.GroupId = reading.GroupId(ref reader); break;
                case "timestamp": message.Timestamp = reading.TimeOf(ref reader, message, "timestamp"); break;
                case "originalTimestamp": original = reading.TimeOf(ref reader, message, "originalTimestamp"); break;
                case "sentAt": message.SentAt = reading.Time(ref reader); break;
                case "event" or "name" when message.Name.Length == 0: message.Name = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "category": message.Category = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "writeKey": writeKey = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "properties" when reader.TokenType == JsonTokenType.StartObject:
                    properties = reader;
                    hasProperties = true;
                    break;
                case "traits" when reader.TokenType == JsonTokenType.StartObject:
                    traits = reader;
                    hasTraits = true;
                    break;
                case "context" when reader.TokenType == JsonTokenType.StartObject: ReadContext(ref reader, reading, message.Context); break;
                default: break;
            }
            reader.Skip();
        }
        message.Kind = kind != SegmentKind.Unknown ? kind : KindOf(type);
        message.Timestamp = original ?? message.Timestamp;
        if (hasTraits) reading.Members(ref traits, message.Traits, personal: message.Kind == SegmentKind.Identify);
        if (hasProperties) ReadProperties(ref properties, reading, message, ref money);
        Settle(message, money);
        return message switch
        {
            { Kind: SegmentKind.Unknown } => "unknown_type",
            { DistinctId: "" } => "no_id",
            { Kind: SegmentKind.Track, Name: "" } => "no_name",
            { Kind: SegmentKind.Track, Name: ['$', ..] } => "reserved_name",
            { Kind: SegmentKind.Group, GroupId: "" } => "no_group",
            { Kind: SegmentKind.Alias, PreviousId: "" } or { Kind: SegmentKind.Alias, UserId: "" } => "no_id",
            _ => null,
        };
    }

    private static SegmentKind KindOf(string type) => type switch
    {
        "identify" => SegmentKind.Identify,
        "track" => SegmentKind.Track,
        "page" => SegmentKind.Page,
        "screen" => SegmentKind.Screen,
        "group" => SegmentKind.Group,
        "alias" => SegmentKind.Alias,
        _ => SegmentKind.Unknown,
    };

    // An address in the properties of a page is the page's own; the context has the browser's.
    private static void ReadProperties(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, ref Money money)
    {
        var isPage = message.Kind == SegmentKind.Page;
        var context = message.Context;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            switch (name)
            {
                case "url" when isPage: context.Page = WithCampaign(reading.Address(ref reader), context.Page); break;
                case "path" when isPage: SetPath(context, reading.Path(ref reader)); break;
                case "referrer" when isPage: context.Referrer = reading.Address(ref reader); break;
                case "title" when isPage: context.Title = reading.Text(ref reader, SegmentLimits.LongestTitle); break;
                case "search" when isPage: break;
                case "revenue": money.Revenue = SegmentReading.Amount(ref reader); break;
                case "currency": money.Currency = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "value" when SegmentReading.Amount(ref reader) is { } value: message.Value = (double)value; break;
                default:
                    if (name is "total") money.Total = SegmentReading.Amount(ref reader);
                    reading.Member(ref reader, message.Properties, personal: false, reading.Scrubbed(name));
                    break;
            }
            reader.Skip();
        }
    }

    /// <summary>Segment counts dollars where no currency is given. A total is revenue when an order is completed, and goes back when it is refunded.</summary>
    internal static void Settle(SegmentMessage message, in Money money)
    {
        var currency = money.Currency ?? (money.Revenue is null ? "" : "USD");
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetter)) return;
        message.Currency = currency.ToUpperInvariant();
        var isRefund = message.Name is "Order Refunded";
        var amount = money.Revenue ?? (isRefund || message.Name is "Order Completed" ? money.Total : null);
        message.Revenue = isRefund && amount is not null ? -Math.Abs(amount.Value) : amount;
    }

    private static void ReadContext(ref Utf8JsonReader reader, SegmentReading reading, SegmentContext context)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "page" when reader.TokenType == JsonTokenType.StartObject: ReadPage(ref reader, reading, context); break;
                case "campaign" when reader.TokenType == JsonTokenType.StartObject: ReadCampaign(ref reader, reading, context); break;
                case "screen" when reader.TokenType == JsonTokenType.StartObject: ReadScreen(ref reader, reading, context); break;
                case "app" when reader.TokenType == JsonTokenType.StartObject: ReadApp(ref reader, reading, context); break;
                case "userAgent": context.UserAgent = reading.UserAgent(ref reader); break;
                case "ip": context.Address = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "locale": context.Locale = Word(reading.Raw(ref reader, SegmentLimits.LongestWord)); break;
                case "timezone": context.TimeZone = Word(reading.Raw(ref reader, SegmentLimits.LongestWord)); break;
                default: break;
            }
            reader.Skip();
        }
    }

    private static void ReadPage(ref Utf8JsonReader reader, SegmentReading reading, SegmentContext context)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "url": context.Page = WithCampaign(reading.Address(ref reader), context.Page); break;
                case "path": SetPath(context, reading.Path(ref reader)); break;
                case "referrer": context.Referrer = reading.Address(ref reader); break;
                case "title": context.Title = reading.Text(ref reader, SegmentLimits.LongestTitle); break;
                default: break;
            }
            reader.Skip();
        }
    }

    private static void ReadCampaign(ref Utf8JsonReader reader, SegmentReading reading, SegmentContext context)
    {
        var page = context.Page with { };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "source": page.UtmSource = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "medium": page.UtmMedium = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "name": page.UtmCampaign = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "content": page.UtmContent = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "term": page.UtmTerm = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                default: break;
            }
            reader.Skip();
        }
        context.Page = page;
    }

    private static void ReadScreen(ref Utf8JsonReader reader, SegmentReading reading, SegmentContext context)
    {
        var (width, height) = (0m, 0m);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reading.Name(ref reader))
            {
                case "width": width = SegmentReading.Amount(ref reader) ?? 0; break;
                case "height": height = SegmentReading.Amount(ref reader) ?? 0; break;
                default: break;
            }
            reader.Skip();
        }
        const int largest = 99_999;
        if (width is > 0 and <= largest && height is > 0 and <= largest) context.Screen = $"{(int)width}x{(int)height}";
    }

    private static void ReadApp(ref Utf8JsonReader reader, SegmentReading reading, SegmentContext context)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reading.Name(ref reader) is "version") context.Release = reading.Text(ref reader, SegmentLimits.LongestWord);
            reader.Skip();
        }
    }

    /// <summary>The address, with the campaign of the one that was read before where it has none of its own.</summary>
    internal static PageAddress WithCampaign(PageAddress address, PageAddress before)
    {
        if (address.Host.Length == 0) return before;
        var merged = address with { };
        if (before.UtmSource.Length > 0) merged.UtmSource = before.UtmSource;
        if (before.UtmMedium.Length > 0) merged.UtmMedium = before.UtmMedium;
        if (before.UtmCampaign.Length > 0) merged.UtmCampaign = before.UtmCampaign;
        if (before.UtmContent.Length > 0) merged.UtmContent = before.UtmContent;
        if (before.UtmTerm.Length > 0) merged.UtmTerm = before.UtmTerm;
        return merged;
    }

    // The url knows better, and may stand behind it.
    private static void SetPath(SegmentContext context, string path)
    {
        if (path.Length > 0 && context.Page.Host.Length == 0) context.Page = context.Page with { Path = path };
    }

    internal static string Word(string text) => text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '/' or '+') ? text : "";
}
