using Paddock.ClickHouse;
using Paddock.ClickHouse.Scope;
using Paddock.Pipeline;
using Paddock.Signals.Errors;

namespace Paddock.Hosting;

/// <summary>All of the store: each table's steps in the order of their numbers, and what people see of it by SQL.</summary>
internal static class Schema
{
    public static readonly Migration[] Migrations = [Ledger.Migration, ErrorsTable.Migration, IssuesTable.Migration];

    public static readonly ProjectView[] Views = [new("errors", ErrorsTable.View), new("issues", IssuesTable.View), new("ledger", Ledger.View)];
}
