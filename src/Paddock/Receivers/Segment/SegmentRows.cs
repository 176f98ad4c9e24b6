using System.Net;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.Script;
using Paddock.Protocols.Segment;
using Paddock.Protocols.Sentry;
using Paddock.Signals.Analytics;
using Paddock.Signals.Product;

namespace Paddock.Receivers.Segment;

/// <summary>Puts what a request brought into a journal entry: every message an event, traits as updates of people, two ids in one message as a claim that they are one person.</summary>
internal sealed class SegmentRows(PersonDirectory people, UserAgents agents, Countries countries)
{
    // Hundreds of bytes as a rule; what is more takes memory of its own.
    private const int ScratchBytes = 4096;

    public void Write(EntryWriter entry, SegmentRequest request, in SegmentArrival arrival, AttributeBag attributes)
    {
        foreach (var reason in request.Refused) Refuse(entry, arrival, reason);
        Span<byte> memory = stackalloc byte[ScratchBytes];
        foreach (var message in request.Messages)
        {
            if (arrival.TimeOf(message, out var problem) is not { } time)
            {
                Refuse(entry, arrival, problem);
                continue;
            }
            if (message.Kind != SegmentKind.Profile) WriteEvent(entry, message, arrival, time, attributes, new Utf8Scratch(memory));
            if (message.Kind == SegmentKind.Identify)
            {
                foreach (var trait in message.Traits) WriteChange(entry, message, arrival, time, "set", trait, memory);
            }
            foreach (var (operation, property) in message.Changes) WriteChange(entry, message, arrival, time, operation, property, memory);
            WriteClaim(entry, message, arrival, time);
        }
    }

    private static void Refuse(EntryWriter entry, in SegmentArrival arrival, string reason)
    {
        Ledger.Count(entry, arrival.Key(LedgerSignals.Events), Outcome.Received, "", 1);
        Ledger.Count(entry, arrival.Key(LedgerSignals.Events), Outcome.Invalid, reason, 1);
    }

    private void WriteEvent(EntryWriter entry, SegmentMessage message, in SegmentArrival arrival, long time, AttributeBag attributes, Utf8Scratch scratch)
    {
        var context = message.Context;
        var receivedAt = arrival.ReceivedAt.ToUnixNanoseconds();
        var agent = context.UserAgent.Length > 0 ? agents.Read(context.UserAgent) : null;
        var country = IPAddress.TryParse(context.Address, out var address) ? countries.Of(address) : context.UserAgent == arrival.UserAgent ? arrival.Country : "";
        var correlation = new Correlation
        {
            Project = arrival.Project.Id,
            Time = time,
            RetentionDays = arrival.Project.RetentionDays,
            ReceivedAt = receivedAt,
            ClockSkew = message.Timestamp is { } happened ? time - happened : 0,
            Receiver = arrival.Receiver,
            Release = scratch.Of(context.Release),
            // A device is a visitor, also when it turns out in the middle of a visit whose it is.
            VisitorId = message.AnonymousId.Length > 0 ? (ulong)DedupKey.Of(scratch.Of(message.AnonymousId)) : 0,
            DistinctId = scratch.Of(message.DistinctId),
            SessionId = scratch.Of(message.SessionId),
            UrlPath = scratch.Of(context.Page.Path),
        };
        var record = new EventRecord
        {
            Name = scratch.Of(NameOf(message)),
            InsertId = scratch.Of(message.MessageId),
            Value = message.Value,
            Revenue = (double)(message.Revenue ?? 0),
            Currency = scratch.Of(message.Currency),
            UrlHost = scratch.Of(context.Page.Host),
            Title = scratch.Of(context.Title),
            Screen = scratch.Of(context.Screen),
            Language = scratch.Of(context.Locale),
            Country = scratch.Of(country),
            Interactive = message.Kind == SegmentKind.Track,
        };
        if (agent is not null)
        {
            record.Browser = scratch.Of(agent.Browser);
            record.BrowserVersion = scratch.Of(agent.BrowserVersion);
            record.Os = scratch.Of(agent.Os);
            record.OsVersion = scratch.Of(agent.OsVersion);
            record.Device = scratch.Of(agent.Device);
            record.Bot = scratch.Of(agent.BotReason);
        }
        AddAcquisition(ref record, message, ref scratch);
        AddAttributes(attributes, message, arrival.Project.Id, ref scratch);
        Ledger.Count(entry, arrival.Key(LedgerSignals.Events), Outcome.Received, "", 1);
        EventsRow.Write(entry, arrival.Key(LedgerSignals.Events), correlation, record, attributes);
    }

    private static string NameOf(SegmentMessage message) => message.Kind switch
    {
        SegmentKind.Track => message.Name,
        SegmentKind.Page => ScriptEvent.Pageview,
        SegmentKind.Screen => "$screen",
        SegmentKind.Group => "$group",
        SegmentKind.Alias => "$alias",
        _ => ScriptEvent.Identify,
    };

    private static void AddAcquisition(ref EventRecord record, SegmentMessage message, ref Utf8Scratch scratch)
    {
        var page = message.Context.Page;
        if (message.Kind == SegmentKind.Page)
        {
            var came = Acquisition.Of(page, message.Context.Referrer);
            record.Source = scratch.Of(came.Source);
            record.Channel = scratch.Of(came.Channel);
            record.Referrer = scratch.Of(came.Referrer);
            record.ClickId = scratch.Of(page.ClickId);
        }
        record.UtmSource = scratch.Of(page.UtmSource);
        record.UtmMedium = scratch.Of(page.UtmMedium);
        record.UtmCampaign = scratch.Of(page.UtmCampaign);
        record.UtmContent = scratch.Of(page.UtmContent);
        record.UtmTerm = scratch.Of(page.UtmTerm);
    }

    private static void AddAttributes(AttributeBag attributes, SegmentMessage message, int project, ref Utf8Scratch scratch)
    {
        attributes.Begin(project);
        foreach (var property in message.Properties) attributes.Add(scratch.Of(property.Key), scratch.Of(property.Value));
        if (message.Kind is SegmentKind.Page or SegmentKind.Screen && message.Name.Length > 0) attributes.Add("name"u8, scratch.Of(message.Name));
        if (message.Category.Length > 0) attributes.Add("category"u8, scratch.Of(message.Category));
        if (message.Context.TimeZone.Length > 0) attributes.Add("timezone"u8, scratch.Of(message.Context.TimeZone));
        if (message.Kind == SegmentKind.Alias) attributes.Add("previous_id"u8, scratch.Of(message.PreviousId));
        if (message.GroupId.Length > 0) attributes.Add("group_id"u8, scratch.Of(message.GroupId));
        if (message.Kind != SegmentKind.Group) return;
        foreach (var trait in message.Traits) attributes.Add(scratch.Of(trait.Key), scratch.Of(trait.Value));
    }

    private static void WriteChange(EntryWriter entry, SegmentMessage message, in SegmentArrival arrival, long time, string operation, Tag property, Span<byte> memory)
    {
        var scratch = new Utf8Scratch(memory);
        Ledger.Count(entry, arrival.Key(LedgerSignals.People), Outcome.Received, "", 1);
        PeopleRow.Write(entry, arrival.Key(LedgerSignals.People), 0, new PersonUpdate
        {
            Project = arrival.Project.Id,
            Time = time,
            RetentionDays = arrival.Project.RetentionDays,
            ReceivedAt = arrival.ReceivedAt.ToUnixNanoseconds(),
            Receiver = arrival.Receiver,
            DistinctId = scratch.Of(message.DistinctId),
            Operation = operation,
            Property = scratch.Of(property.Key),
            Value = scratch.Of(property.Value),
        });
    }

    private void WriteClaim(EntryWriter entry, SegmentMessage message, in SegmentArrival arrival, long time)
    {
        var isAlias = message.Kind == SegmentKind.Alias;
        var (id, leadsTo) = isAlias ? (message.PreviousId, message.UserId) : (message.AnonymousId, message.UserId);
        if (id.Length == 0 || leadsTo.Length == 0) return;
        var claim = new PersonClaim(arrival.Project.Id, id, leadsTo, isAlias ? ClaimKind.Alias : ClaimKind.Identify, arrival.Receiver);
        PersonClaimsRow.Write(entry, people, claim, new ClaimTimes(time, arrival.ReceivedAt.ToUnixNanoseconds(), arrival.Project.RetentionDays));
    }
}
