using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Paddock.Database.Rows;

namespace Paddock.Database;

/// <summary>Everything that people edit. A derived context for each database carries its own migrations.</summary>
internal abstract class PaddockDb(DbContextOptions options) : DbContext(options)
{
    private readonly HashSet<Type> _changed = [];

    public DbSet<ProjectRow> Projects => Set<ProjectRow>();

    public DbSet<ProjectKeyRow> ProjectKeys => Set<ProjectKeyRow>();

    public DbSet<IntakeRow> Intake => Set<IntakeRow>();

    public DbSet<GroupingRulesRow> GroupingRules => Set<GroupingRulesRow>();

    public DbSet<ProjectMemberRow> ProjectMembers => Set<ProjectMemberRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<SignInLinkRow> SignInLinks => Set<SignInLinkRow>();

    public DbSet<ApiTokenRow> ApiTokens => Set<ApiTokenRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<SecondFactorRow> SecondFactors => Set<SecondFactorRow>();

    public DbSet<RecoveryCodeRow> RecoveryCodes => Set<RecoveryCodeRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<IssueRow> Issues => Set<IssueRow>();

    public DbSet<IssueActivityRow> IssueActivity => Set<IssueActivityRow>();

    public DbSet<IssueHashRow> IssueHashes => Set<IssueHashRow>();

    public DbSet<IssueBookmarkRow> IssueBookmarks => Set<IssueBookmarkRow>();

    public DbSet<IssueViewRow> IssueViews => Set<IssueViewRow>();

    public DbSet<IssuePurgeRow> IssuePurges => Set<IssuePurgeRow>();

    public DbSet<IssueUndoRow> IssueUndos => Set<IssueUndoRow>();

    public DbSet<SavedSearchRow> SavedSearches => Set<SavedSearchRow>();

    public DbSet<AttributeSlotRow> AttributeSlots => Set<AttributeSlotRow>();

    public DbSet<PersonLinkRow> PersonLinks => Set<PersonLinkRow>();

    public DbSet<MonitorRow> Monitors => Set<MonitorRow>();

    public DbSet<MonitorStateRow> MonitorStates => Set<MonitorStateRow>();

    public DbSet<MonitorPeriodRow> MonitorPeriods => Set<MonitorPeriodRow>();

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<HappeningRow> Happenings => Set<HappeningRow>();

    public DbSet<AlertRow> Alerts => Set<AlertRow>();

    public DbSet<AlertMessageRow> AlertMessages => Set<AlertMessageRow>();

    public DbSet<AlertMuteRow> AlertMutes => Set<AlertMuteRow>();

    public DbSet<TrackerRow> Trackers => Set<TrackerRow>();

    public DbSet<TicketRow> Tickets => Set<TicketRow>();

    public DbSet<SourceMapBundleRow> SourceMapBundles => Set<SourceMapBundleRow>();

    public DbSet<SourceMapFileRow> SourceMapFiles => Set<SourceMapFileRow>();

    public DbSet<ReleaseRow> Releases => Set<ReleaseRow>();

    public DbSet<ReleaseCommitRow> ReleaseCommits => Set<ReleaseCommitRow>();

    public DbSet<DeployRow> Deploys => Set<DeployRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    /// <summary>The row types written so far; caches are told of them after the commit.</summary>
    public IReadOnlySet<Type> ChangedRows => _changed;

    /// <summary>To be called beside ExecuteUpdate and ExecuteDelete, which no change tracker sees.</summary>
    public void MarkChanged<TRow>() => _changed.Add(typeof(TRow));

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (EntityEntry entry in ChangeTracker.Entries())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
                _changed.Add(entry.Metadata.ClrType);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Waits until no other server writes; within the transaction that it is called in.</summary>
    public virtual Task TakeTurnAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Other servers on this database are told of <see cref="ChangedRows"/> when the transaction is committed.</summary>
    public virtual Task TellOthersAsync(CancellationToken cancellation) => Task.CompletedTask;

    // SQLite has no type for times, and its text form neither compares nor sorts across offsets; two databases that round alike are one less difference.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => PaddockModel.Describe(modelBuilder);
}
