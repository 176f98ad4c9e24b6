using Paddock.Protocols.Json;
using Paddock.Protocols.Sentry.Grouping;
using Paddock.Protocols.Sentry.Grouping.Rules;
using Paddock.Protocols.Sentry.Items;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Puts an event together when all of it has been read: times, names, sections, hashes.</summary>
internal static class EventAssembly
{
    public static void Complete(ErrorEvent target, in EventSections sections, in EventContext context, Reading reading)
    {
        target.EventId = context.EventId ?? sections.EventId ?? context.FallbackEventId;
        var times = ItemTimes.Of(sections.Timestamp, context);
        (target.TimeUnixNanoseconds, target.OriginalTimeUnixNanoseconds, target.Skewed) = (times.Corrected, times.Original, times.Skewed);
        SdkReader.FromClient(context.Client, target);
        SetFromTags(target);
        GiveStackToException(reading.Grouping);
        (context.Rules ?? GroupingRules.None).Apply(target, reading.Grouping);
        Headline.Set(target, reading.Grouping);
        if (!reading.Echoes.IsEmpty)
            EchoRemoval.FromNames(target, reading);
        target.Route = sections.IsTransactionRoute && target.Transaction is { } transaction ? RouteNames.WithoutMethod(transaction) : null;
        target.Hashes = EventGrouping.Hash(reading.Grouping, target.Platform);
        target.GroupingVersion = EventGrouping.Version;
        if (context.Explains)
            (target.Grouping, target.FingerprintRule) = (EventGrouping.Explain(reading.Grouping, target.Platform), reading.Grouping.FingerprintRule);
        SetSections(target, sections, reading);
    }

    // Old clients send the stack of their only exception beside it.
    private static void GiveStackToException(GroupingInput input)
    {
        if (input.Exceptions.Count != 1 || input.Exceptions[0].Stack.Count > 0 || input.OwnStack is not { } own)
            return;
        input.Exceptions[0] = input.Exceptions[0] with { Stack = own };
        input.OwnStack = null;
    }

    private static void SetFromTags(ErrorEvent target)
    {
        foreach (var (key, value) in target.Tags)
        {
            switch (key)
            {
                case "environment":
                    target.Environment ??= value;
                    break;
                case "release" or "sentry:release":
                    target.Release ??= value;
                    break;
                case "server_name":
                    target.Host ??= value;
                    break;
                case var _ when TagReader.IsSessionId(key):
                    target.SessionId ??= value;
                    break;
            }
        }
    }

    private static void SetSections(ErrorEvent target, in EventSections sections, Reading reading)
    {
        var output = reading.Output;
        var parts = new EventParts
        {
            Stack = WriteStack(sections, output),
            Breadcrumbs = sections.Breadcrumbs,
            Contexts = sections.Contexts,
            Request = sections.Request,
            Extra = sections.Extra,
            User = sections.User,
            Rest = WriteRest(reading),
        };
        parts = EchoRemoval.FromParts(parts, reading);
        output = reading.Output;
        var remarks = reading.Remarks.WriteTo(output);
        target.Keep(output);
        target.Stack = output.Memory(parts.Stack);
        target.Breadcrumbs = output.Memory(parts.Breadcrumbs);
        target.Contexts = output.Memory(parts.Contexts);
        target.Request = output.Memory(parts.Request);
        target.Extra = output.Memory(parts.Extra);
        target.User = output.Memory(parts.User);
        target.Rest = output.Memory(parts.Rest);
        target.Remarks = output.Memory(remarks);
    }

    private static Slice WriteStack(in EventSections sections, JsonBuffer output)
    {
        var threads = sections.Threads.IsEmpty ? sections.OwnStack : sections.Threads;
        if (sections.Exceptions.IsEmpty && threads.IsEmpty)
            return default;
        var start = output.Length;
        output.Write((byte)'{');
        if (!sections.Exceptions.IsEmpty)
            WriteMember(output, "\"exceptions\":"u8, sections.Exceptions);
        if (!threads.IsEmpty)
            WriteMember(output, "\"threads\":"u8, threads);
        output.Close('}');
        return output.Since(start);
    }

    private static void WriteMember(JsonBuffer output, ReadOnlySpan<byte> name, Slice value)
    {
        output.Write(name);
        output.Copy(value);
        output.Write((byte)',');
    }

    private static Slice WriteRest(Reading reading)
    {
        var output = reading.Output;
        if (reading.Grouping.Fingerprint is { } fingerprint)
        {
            reading.Output = reading.Rest;
            FingerprintReader.Write(reading, fingerprint);
            reading.Output = output;
        }
        if (reading.Rest.Length == 0)
            return default;
        var start = output.Length;
        output.Write((byte)'{');
        output.Write(reading.Rest.Span(new Slice(0, reading.Rest.Length)));
        output.Close('}');
        return output.Since(start);
    }
}
