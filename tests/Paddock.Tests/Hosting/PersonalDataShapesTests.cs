using System.Collections;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Paddock.Hosting.PersonalData;
using Paddock.Pipeline.Reading;

namespace Paddock.Tests.Hosting;

/// <summary>
/// Every text that people see who may not read personal data stands in this list, because somebody has looked at it: it names something of the site or the software or, of an issue, a colleague, never a visitor. What is
/// not in the list is marked <see cref="PersonalAttribute"/>, or is not decided yet.
/// </summary>
public sealed class PersonalDataShapesTests
{
    private const string Shown =
        """
        Activity: action actor detail edited time
        ActivityList: next
        AnswerList: from to
        ArrivalsDocument: since
        Arrived: doors kind last
        Assignee: name
        CheckResultAnswer: address message run status time traceId
        Cohort: from
        ConversionChange: event
        DiscardedIssue: culprit since title
        MergedIssue: culprit firstSeen merged title
        EventBucket: time
        EventCount: currency lastSeen name
        EventList: from next to
        FacetCount: value
        FoundEvent: eventId time title
        FoundIssue: status title
        FoundPage: path
        FoundTrace: traceId
        FoundTransaction: name
        Funnel: from to
        FunnelStep: name
        IncidentAnswer: cause endedAt environment kind monitor startedAt
        IncidentList: from to
        Issue: culprit escalated firstRelease firstSeen lastSeen level platform priority regressed state status title
        IssueArchive: endsAt until
        IssueDetail: from to
        IssueFix: in release
        IssueList: from next to
        IssueRelease: firstSeen release
        IssueSince: title
        IssueSales: converts from step to
        IssueState: escalated priority regressed state status
        LevelSeries: level
        LinkedIssue: eventId title
        LogFacet: key
        LogPage: from next to
        LookAnswer: message status
        LostAmount: currency
        Loss: door hour outcome reason signal
        Money: currency
        MonitorAnswer: certificateExpiresAt environment expectedAt heardAt kind lastAt lastProblem name runSince schedule since slug status url
        MonitorDetail: from to
        MonitorHeader: name value
        MonitorList: from to
        MonitorRequest: environment expectedStatus expectedText kind method name schedule timeZone url
        MonitorSuggestion: name url
        Operation: kind slowestTrace what
        RecordsSince: errors events logs requests
        Release: firstSeen name
        RequestOverview: from next to
        RequestPoint: time
        RequestSample: method name operation service status time traceId
        RequestSamples: next
        ResultList: from to
        Retention: from period to
        SavedSearch: sort
        SourceMapUpload: checksum createdAt distribution release usedAt
        SinceRelease: after before
        Span: dbSystem environment fingerprint host id kind method name operation parent release route service statement status time transaction
        TopList: by next
        TopValue: currency value
        Ticket: checkedAt key kind place problem url
        TicketPlace: kind place
        Trace: next traceId
        TraceLinksDocument: range
        TraceSale: converts currency orderedAt step stepAt
        Traffic: from to
        TrafficBucket: time
        Transaction: name operation service
        Vital: name
        """;

    [Fact]
    public async Task Each_text_that_is_shown_without_the_right_to_personal_data_was_looked_at()
    {
        await using var program = await WholeProgram.StartAsync();
        var json = program.App.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var open = program.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(static endpoint => endpoint.Metadata.GetMetadata<WithoutPersonalData>() is not null).ToList();
        var texts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var shape in open.SelectMany(static endpoint => endpoint.Metadata.OfType<IProducesResponseTypeMetadata>()).Where(static answer => answer.StatusCode == 200))
            Collect(json, shape.Type!, texts, []);
        Assert.NotEmpty(open);
        var known = Shown.Split('\n', StringSplitOptions.TrimEntries).Select(static line => line.Split(": ")).SelectMany(static line => line[1].Split(' ').Select(name => $"{line[0]}.{name}")).ToHashSet();
        var unknown = texts.Except(known).ToList();
        Assert.True(unknown.Count == 0, $"Could these say who somebody is? Then mark them [property: Personal], else write them into the list:\n{string.Join('\n', unknown)}");
        Assert.Empty(known.Except(texts));
    }

    private static void Collect(JsonSerializerOptions json, Type type, SortedSet<string> texts, HashSet<Type> seen)
    {
        type = type.IsArray ? type.GetElementType()! : Nullable.GetUnderlyingType(type) ?? type;
        if (!seen.Add(type) || json.GetTypeInfo(type) is not { Kind: JsonTypeInfoKind.Object } shape) return;
        foreach (var property in shape.Properties.Where(static property => !Masking.IsPersonal(property)))
        {
            var of = property.PropertyType;
            if (of == typeof(string) || of == typeof(string[]) || of == typeof(JsonElement) || typeof(IDictionary).IsAssignableFrom(of)) texts.Add($"{type.Name}.{property.Name}");
            else Collect(json, of, texts, seen);
        }
    }
}
