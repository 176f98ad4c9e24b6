using Paddock.Database.Rows;
using Paddock.Protocols.Filtering;

namespace Paddock.Accounts.Intake;

/// <summary>What a project has set for its doors, read once for all of its keys.</summary>
internal sealed class IntakeRules(IntakeRow row)
{
    public static readonly IntakeRules Usual = new(new IntakeRow { ProjectId = 0 });

    private readonly FilterRules _filters = row.Filters is null ? FilterRules.Default : IntakeJson.Read(row.Filters, IntakeJson.Default.FilterSettings, FilterSettings.Default).ToRules();
    private readonly LimitSettings? _limits = row.Limits is null ? null : IntakeJson.Read(row.Limits, IntakeJson.Default.LimitSettings, LimitSettings.Default);

    public IngestProject Apply(IngestProject project) => project with { Filters = _filters, Limits = _limits?.RulesFor(project.Key) ?? LimitRule.Usual };
}
