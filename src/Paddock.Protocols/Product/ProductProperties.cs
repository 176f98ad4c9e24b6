using System.Text.Json;
using Paddock.Protocols.Segment;

namespace Paddock.Protocols.Product;

/// <summary>The properties that PostHog's and Mixpanel's clients add to events by themselves, as what Segment's clients call context; all others are the site's own.</summary>
internal static class ProductProperties
{
    /// <summary>What only means something together with the rest.</summary>
    internal struct Told
    {
        public string Token;
        public string DistinctId;
        public string DeviceId;
        public string UserId;
        public string AnonymousId;
        public string Alias;
        public List<string>? Merged;
        public long? Time;
        public decimal Width;
        public decimal Height;
        public SegmentMessageReader.Money Money;
    }

    /// <summary>At an object's start; leaves the reader at its end.</summary>
    public static void Read(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, ref Told told)
    {
        var context = message.Context;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reading.Name(ref reader);
            switch (name)
            {
                case "token": told.Token = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "distinct_id": told.DistinctId = reading.Id(ref reader); break;
                case "$device_id": told.DeviceId = reading.Id(ref reader); break;
                case "$user_id": told.UserId = reading.Id(ref reader); break;
                case "$identified_id": told.UserId = reading.Id(ref reader); break;
                case "$anon_distinct_id" or "$anon_id": told.AnonymousId = reading.Id(ref reader); break;
                case "alias": told.Alias = reading.Id(ref reader); break;
                case "$distinct_ids" when reader.TokenType == JsonTokenType.StartArray: ReadMerged(ref reader, reading, ref told); break;
                case "$insert_id": message.MessageId = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "$session_id": message.SessionId = reading.Id(ref reader); break;
                case "time": told.Time = reading.TimeOf(ref reader, message, "time"); break;
                case "$current_url": context.Page = SegmentMessageReader.WithCampaign(reading.Address(ref reader), context.Page); break;
                case "$referrer": context.Referrer = reading.Address(ref reader); break;
                case "title" or "$title" or "current_page_title": context.Title = reading.Text(ref reader, SegmentLimits.LongestTitle); break;
                case "$raw_user_agent" or "$user_agent": context.UserAgent = reading.UserAgent(ref reader); break;
                case "$ip" or "ip": context.Address = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "$browser_language" or "$locale": context.Locale = SegmentMessageReader.Word(reading.Raw(ref reader, SegmentLimits.LongestWord)); break;
                case "$timezone": context.TimeZone = SegmentMessageReader.Word(reading.Raw(ref reader, SegmentLimits.LongestWord)); break;
                case "$app_version" or "$app_version_string": context.Release = reading.Text(ref reader, SegmentLimits.LongestWord); break;
                case "$screen_width": told.Width = SegmentReading.Amount(ref reader) ?? 0; break;
                case "$screen_height": told.Height = SegmentReading.Amount(ref reader) ?? 0; break;
                case "utm_source" or "utm_medium" or "utm_campaign" or "utm_content" or "utm_term": SetCampaign(ref reader, reading, context, name.ToString()); break;
                case "$set" when reader.TokenType == JsonTokenType.StartObject: Change(ref reader, reading, message, "set"); break;
                case "$set_once" when reader.TokenType == JsonTokenType.StartObject: Change(ref reader, reading, message, "set_once"); break;
                case "$group_key": message.GroupId = reading.GroupId(ref reader); break;
                case "$group_set" when reader.TokenType == JsonTokenType.StartObject: reading.Members(ref reader, message.Traits, personal: false); break;
                case "revenue": told.Money.Revenue = SegmentReading.Amount(ref reader); break;
                case "currency": told.Money.Currency = reading.Raw(ref reader, SegmentLimits.LongestWord); break;
                case "value" when SegmentReading.Amount(ref reader) is { } value: message.Value = (double)value; break;
                default: reading.Member(ref reader, message.Properties, personal: false, reading.Scrubbed(name)); break;
            }
            reader.Skip();
        }
    }

    /// <summary>Once all has been read.</summary>
    public static void Settle(SegmentMessage message, in Told told)
    {
        const int largest = 99_999;
        if (told.Width is > 0 and <= largest && told.Height is > 0 and <= largest) message.Context.Screen = $"{(int)told.Width}x{(int)told.Height}";
        SegmentMessageReader.Settle(message, told.Money);
    }

    /// <summary>What is said of a person, each property a change.</summary>
    public static void Change(ref Utf8JsonReader reader, SegmentReading reading, SegmentMessage message, string operation)
    {
        var tags = new List<Sentry.Tag>();
        reading.Members(ref reader, tags, personal: true);
        foreach (var tag in tags)
            message.Changes.Add((operation, tag));
    }

    private static void ReadMerged(ref Utf8JsonReader reader, SegmentReading reading, ref Told told)
    {
        const int most = 500;
        told.Merged = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (told.Merged.Count < most && reading.Id(ref reader) is { Length: > 0 } id)
                told.Merged.Add(id);
            reader.Skip();
        }
    }

    private static void SetCampaign(ref Utf8JsonReader reader, SegmentReading reading, SegmentContext context, string name)
    {
        var text = reading.Text(ref reader, SegmentLimits.LongestWord);
        var page = context.Page with { };
        switch (name)
        {
            case "utm_source": page.UtmSource = text; break;
            case "utm_medium": page.UtmMedium = text; break;
            case "utm_campaign": page.UtmCampaign = text; break;
            case "utm_content": page.UtmContent = text; break;
            default: page.UtmTerm = text; break;
        }
        context.Page = page;
    }
}
