using System.Buffers.Binary;
using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Enrichment;
using Paddock.Protocols.Filtering;
using Paddock.Protocols.Script;
using Paddock.Signals.Analytics;
using Paddock.Signals.Product;

namespace Paddock.Receivers.Script;

/// <summary>Puts what a beacon brought into a journal entry: events as rows, errors by the way of Sentry's, everything as counts in the ledger.</summary>
internal static class ScriptRows
{
    private const string OtherHost = "other_host";

    // Hundreds of bytes as a rule; what is more takes memory of its own.
    private const int ScratchBytes = 4096;

    /// <returns>Why nothing was kept; null when something was, or nothing was sent.</returns>
    public static string? Write(EntryWriter entry, ScriptBeacon beacon, in ScriptArrival arrival, AttributeBag attributes)
    {
        var refused = Refuse(entry, beacon, arrival);
        if (beacon.Events.Count == 0) return refused;
        if (ReasonAgainst(beacon, arrival) is { } reason)
        {
            var events = Key(arrival, LedgerSignals.Events);
            Ledger.Count(entry, events, Outcome.Received, "", (ulong)beacon.Events.Count);
            Ledger.Count(entry, events, Outcome.Filtered, reason, (ulong)beacon.Events.Count);
            return reason;
        }
        var scratch = new Utf8Scratch(stackalloc byte[ScratchBytes]);
        var page = Page(beacon, arrival, ref scratch);
        foreach (var happened in beacon.Events)
        {
            if (OutOfRange(happened, arrival.Project) is { } problem)
            {
                Ledger.Count(entry, Key(arrival, LedgerSignals.Events), Outcome.Received, "", 1);
                Ledger.Count(entry, Key(arrival, LedgerSignals.Events), Outcome.Invalid, problem, 1);
                continue;
            }
            if (happened.Failure is not null)
            {
                ScriptFailures.Write(entry, beacon, happened, arrival);
                continue;
            }
            if (arrival.Limits.Take(arrival.Project, LedgerSignals.Events) is { } reached)
            {
                Ledger.Count(entry, Key(arrival, LedgerSignals.Events), Outcome.Received, "", 1);
                Ledger.Count(entry, Key(arrival, LedgerSignals.Events), Outcome.Limited, reached.Reason, 1);
                continue;
            }
            WriteEvent(entry, beacon, happened, arrival, attributes, page, scratch);
            if (happened.Name == ScriptEvent.Identify) WriteTraits(entry, happened, arrival, scratch);
        }
        return null;
    }

    public static LedgerKey Key(in ScriptArrival arrival, string signal) => new(arrival.Project.Id, arrival.Receiver, signal);

    private static string? ReasonAgainst(ScriptBeacon beacon, in ScriptArrival arrival) =>
        arrival.Project.Filters.Refuses(arrival.Sender.Address) ? FilterReasons.Address : !beacon.IsOfServer && IsForeign(beacon.Page.Host, arrival.Project.Domain) ? OtherHost : null;

    // Anybody can send anything in a site's name; a key that another site has copied is told by its pages' host.
    private static bool IsForeign(string host, string? domain)
    {
        if (string.IsNullOrEmpty(domain) || SiteHost.IsLocal(host)) return false;
        return !SiteHost.IsWithin(host, domain.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? domain[4..] : domain);
    }

    private static string? OutOfRange(ScriptEvent happened, IngestProject project)
    {
        const long hour = 3_600_000;
        return happened.Age > project.RetentionDays * 24 * hour ? "too_old" : happened.Age < -hour ? "in_future" : null;
    }

    private static string? Refuse(EntryWriter entry, ScriptBeacon beacon, in ScriptArrival arrival)
    {
        foreach (var reason in beacon.Refused)
        {
            Ledger.Count(entry, Key(arrival, LedgerSignals.Events), Outcome.Received, "", 1);
            Ledger.Count(entry, Key(arrival, LedgerSignals.Events), Outcome.Invalid, reason, 1);
        }
        return beacon.Refused.Count > 0 ? beacon.Refused[0] : null;
    }

    /// <summary>What all events of the beacon have in common.</summary>
    private static EventRecord Page(ScriptBeacon beacon, in ScriptArrival arrival, ref Utf8Scratch scratch)
    {
        var agent = arrival.Agent;
        // An iPad calls itself a Mac, but no Mac can be touched.
        var isTablet = beacon.HasTouch && agent.Os == "macOS";
        return new EventRecord
        {
            UrlHost = scratch.Of(beacon.Page.Host),
            Title = scratch.Of(beacon.Title),
            Browser = scratch.Of(agent.Browser),
            BrowserVersion = scratch.Of(agent.BrowserVersion),
            Os = isTablet ? "iOS"u8 : scratch.Of(agent.Os),
            OsVersion = scratch.Of(agent.OsVersion),
            Device = isTablet ? "tablet"u8 : scratch.Of(agent.Device),
            Screen = scratch.Of(beacon.Screen),
            Language = scratch.Of(arrival.Language),
            Country = scratch.Of(arrival.Country),
            Bot = scratch.Of(beacon.Page.Path == BotReasons.TestPage ? BotReasons.Test : agent.IsBot || !beacon.IsDriven ? agent.BotReason : BotReasons.WebDriver),
        };
    }

    private static void WriteEvent(EntryWriter entry, ScriptBeacon beacon, ScriptEvent happened, in ScriptArrival arrival, AttributeBag attributes, EventRecord record, Utf8Scratch scratch)
    {
        var receivedAt = arrival.ReceivedAt.ToUnixNanoseconds();
        var correlation = new Correlation
        {
            Project = arrival.Project.Id,
            Time = receivedAt - (happened.Age * 1_000_000),
            RetentionDays = arrival.Project.RetentionDays,
            ReceivedAt = receivedAt,
            Receiver = arrival.Receiver,
            Environment = scratch.Of(beacon.Environment),
            Release = scratch.Of(beacon.Release),
            TraceId = beacon.TraceId.Span,
            SpanId = beacon.SpanId.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64BigEndian(beacon.SpanId.Span),
            VisitorId = arrival.VisitorId,
            DistinctId = scratch.Of(happened.User),
            Route = scratch.Of(beacon.Route),
            UrlPath = scratch.Of(beacon.Page.Path),
        };
        record.Name = scratch.Of(happened.Name);
        record.InsertId = scratch.Of(happened.Id);
        record.Value = happened.Value;
        record.Revenue = (double)(happened.Revenue ?? 0);
        record.Currency = scratch.Of(happened.Currency);
        record.EngagedMilliseconds = happened.Engaged;
        record.Scroll = happened.Scroll;
        record.Interactive = happened.IsInteractive && happened.Name[0] != '$';
        if (happened.Name == ScriptEvent.Pageview) AddAcquisition(ref record, beacon, ref scratch);

        attributes.Begin(arrival.Project.Id);
        if (happened.Name == ScriptEvent.Vital)
        {
            attributes.Add("metric"u8, scratch.Of(happened.Metric));
            if (happened.Rating.Length > 0) attributes.Add("rating"u8, scratch.Of(happened.Rating));
            if (happened.Target.Length > 0) attributes.Add("target"u8, scratch.Of(happened.Target));
        }
        // What is said of a person is written to the person.
        else if (happened.Name != ScriptEvent.Identify)
        {
            foreach (var property in happened.Properties) attributes.Add(scratch.Of(property.Key), scratch.Of(property.Value));
        }
        var key = Key(arrival, LedgerSignals.Events);
        Ledger.Count(entry, key, Outcome.Received, "", 1);
        EventsRow.Write(entry, key, correlation, record, attributes);
    }

    private static void AddAcquisition(ref EventRecord record, ScriptBeacon beacon, ref Utf8Scratch scratch)
    {
        var came = Acquisition.Of(beacon.Page, beacon.Referrer);
        record.Source = scratch.Of(came.Source);
        record.Channel = scratch.Of(came.Channel);
        record.Referrer = scratch.Of(came.Referrer);
        record.UtmSource = scratch.Of(beacon.Page.UtmSource);
        record.UtmMedium = scratch.Of(beacon.Page.UtmMedium);
        record.UtmCampaign = scratch.Of(beacon.Page.UtmCampaign);
        record.UtmContent = scratch.Of(beacon.Page.UtmContent);
        record.UtmTerm = scratch.Of(beacon.Page.UtmTerm);
        record.ClickId = scratch.Of(beacon.Page.ClickId);
    }

    private static void WriteTraits(EntryWriter entry, ScriptEvent happened, in ScriptArrival arrival, Utf8Scratch scratch)
    {
        var receivedAt = arrival.ReceivedAt.ToUnixNanoseconds();
        var key = Key(arrival, LedgerSignals.People);
        foreach (var trait in happened.Properties)
        {
            Ledger.Count(entry, key, Outcome.Received, "", 1);
            PeopleRow.Write(entry, key, 0, new PersonUpdate
            {
                Project = arrival.Project.Id,
                Time = receivedAt - (happened.Age * 1_000_000),
                RetentionDays = arrival.Project.RetentionDays,
                ReceivedAt = receivedAt,
                Receiver = arrival.Receiver,
                DistinctId = scratch.Of(happened.User),
                Operation = "set",
                Property = scratch.Of(trait.Key),
                Value = scratch.Of(trait.Value),
            });
        }
    }
}
