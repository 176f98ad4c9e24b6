using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Pipeline;
using Paddock.Signals.Analytics;
using Paddock.Signals.Errors;
using Paddock.Signals.Logs;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Product;

namespace Paddock.Hosting;

/// <summary>All of the store: each table's steps in the order of their numbers, and what people see of it by SQL.</summary>
internal static class Schema
{
    public static readonly Migration[] Migrations =
    [
        Ledger.Migration,
        ErrorsTable.Migration,
        IssuesTable.Migration,
        LogsTable.Migration,
        SpansTable.Migration,
        EventsTable.Migration,
        SamplesTable.Migration,
        ChecksTable.Migration,
        ReleaseSessionsTable.Migration,
        FeedbackTable.Migration,
        PeopleTable.LinksMigration,
        PeopleTable.UpdatesMigration,
        PersonClaimsTable.Migration,
        Installation.Migration,
        VisitsTable.Migration,
        LogsTable.RollupMigration,
        Correlation.TraceMigration,
        SamplesTable.DecimalMigration,
        IssuesTable.RegressedMigration,
        IssuesTable.LifeMigration,
    ];

    public static readonly ProjectView[] Views =
    [
        new("errors", ErrorsTable.View),
        new("issues", IssuesTable.View),
        new("logs", LogsTable.View),
        new("spans", SpansTable.View),
        new("events", EventsTable.View),
        new("visits", VisitsTable.View),
        new("people", PeopleTable.View),
        new("series", SamplesTable.SeriesView),
        new("samples", SamplesTable.SamplesView),
        new("checks", ChecksTable.ChecksView),
        new("check_ins", ChecksTable.CheckInsView),
        new("release_sessions", ReleaseSessionsTable.View),
        new("feedback", FeedbackTable.FeedbackView),
        new("attachments", FeedbackTable.AttachmentsView),
        new("ledger", Ledger.View),
    ];
}
