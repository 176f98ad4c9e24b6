using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Paddock.Database.Rows;

namespace Paddock.Database;

/// <summary>Names, keys and indexes. What belongs to a project goes with it when the project is deleted.</summary>
internal static class PaddockModel
{
    public static void Describe(ModelBuilder model)
    {
        DescribeProjects(model);
        DescribePeople(model);
        DescribeDoors(model);
        DescribeIssues(model);
        DescribeTriage(model);
        DescribeEvents(model);
        DescribeMonitors(model);
        DescribeAlerts(model);
        DescribeTrackers(model);
        DescribeSourceMaps(model);
        DescribeReleases(model);
        model.Entity<SettingRow>(setting =>
        {
            setting.ToTable("settings");
            setting.HasKey(row => row.Name);
        });
        foreach (IMutableProperty property in model.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }

    private static void DescribeProjects(ModelBuilder model)
    {
        model.Entity<ProjectRow>(project =>
        {
            project.ToTable("projects");
            project.HasIndex(row => row.Slug).IsUnique();
        });
        model.Entity<ProjectKeyRow>(key =>
        {
            key.ToTable("project_keys");
            key.HasIndex(row => row.PublicKey).IsUnique();
            key.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<IntakeRow>(intake =>
        {
            intake.ToTable("intake");
            intake.HasKey(row => row.ProjectId);
            intake.Property(row => row.ProjectId).ValueGeneratedNever();
            intake.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<ApiTokenRow>(token =>
        {
            token.ToTable("api_tokens");
            token.HasIndex(row => row.Hash).IsUnique();
            token.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
            token.Property(row => row.Scopes).HasDefaultValue("read,personal,sql");
            // Not set to null: without a maker it would be bounded by nobody.
            token.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ProjectMemberRow>(member =>
        {
            member.ToTable("project_members");
            member.HasKey(row => new { row.ProjectId, row.UserId });
            member.Property(row => row.Role).HasDefaultValue("member");
            member.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
            member.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId);
        });
    }

    private static void DescribePeople(ModelBuilder model)
    {
        model.Entity<UserRow>(user =>
        {
            user.ToTable("users");
            user.HasIndex(row => row.Email).IsUnique();
            user.Property(row => row.StartPage).HasDefaultValue("");
            user.Property(row => row.MailsADay).HasDefaultValue(10).HasSentinel(10); // 0 is a wish, not an omission
        });
        model.Entity<SessionRow>(session =>
        {
            session.ToTable("sessions");
            session.HasKey(row => row.TokenHash);
            session.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId);
        });
        model.Entity<SignInLinkRow>(link =>
        {
            link.ToTable("sign_in_links");
            link.HasKey(row => row.TokenHash);
            link.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    // Links into a project, what is asked for besides a password, and the book of what was done.
    private static void DescribeDoors(ModelBuilder model)
    {
        model.Entity<InvitationRow>(invitation =>
        {
            invitation.ToTable("invitations");
            invitation.HasIndex(row => row.TokenHash).IsUnique();
            invitation.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
            invitation.HasOne<UserRow>().WithMany().HasForeignKey(row => row.InvitedBy);
        });
        model.Entity<SecondFactorRow>(factor =>
        {
            factor.ToTable("second_factors");
            factor.HasKey(row => row.UserId);
            factor.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId);
        });
        model.Entity<RecoveryCodeRow>(code =>
        {
            code.ToTable("recovery_codes");
            code.HasKey(row => row.Hash);
            code.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId);
        });
        model.Entity<AuditRow>(entry =>
        {
            entry.ToTable("audit");
            entry.HasIndex(row => new { row.ProjectId, row.Id });
            entry.HasIndex(row => row.Time);
        });
    }

    private static void DescribeEvents(ModelBuilder model)
    {
        model.Entity<AttributeSlotRow>(slot =>
        {
            slot.ToTable("attribute_slots");
            slot.HasKey(row => new { row.ProjectId, row.Slot });
            slot.HasIndex(row => new { row.ProjectId, row.Name }).IsUnique();
            slot.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<PersonLinkRow>(link =>
        {
            link.ToTable("person_links");
            link.HasKey(row => new { row.ProjectId, row.DistinctId });
            link.HasIndex(row => new { row.ProjectId, row.LeadsTo });
            link.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
    }

    private static void DescribeIssues(ModelBuilder model)
    {
        model.Entity<IssueRow>(issue =>
        {
            issue.ToTable("issues");
            issue.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
            issue.HasOne<UserRow>().WithMany().HasForeignKey(row => row.AssigneeId).OnDelete(DeleteBehavior.SetNull);
            issue.HasIndex(row => new { row.ProjectId, row.Status });
            issue.HasIndex(row => row.MergedInto);
            issue.Property(row => row.Priority).HasDefaultValue(2).HasSentinel(2);
            issue.Property(row => row.ArchiveUntil).HasDefaultValue("");
            issue.Property(row => row.FixIn).HasDefaultValue("");
            issue.Property(row => row.FixRelease).HasDefaultValue("");
            issue.Property(row => row.Frames).HasDefaultValue("");
        });
        model.Entity<GroupingRulesRow>(rules =>
        {
            rules.ToTable("grouping_rules");
            rules.HasKey(row => row.ProjectId);
            rules.Property(row => row.ProjectId).ValueGeneratedNever();
            rules.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<IssueActivityRow>(activity =>
        {
            activity.ToTable("issue_activity");
            activity.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
            activity.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId);
        });
        model.Entity<IssueHashRow>(hash =>
        {
            hash.ToTable("issue_hashes");
            hash.HasKey(row => new { row.ProjectId, row.Hash });
            hash.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
            hash.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId);
        });
    }

    // What people keep beside issues.
    private static void DescribeTriage(ModelBuilder model)
    {
        model.Entity<IssueBookmarkRow>(bookmark =>
        {
            bookmark.ToTable("issue_bookmarks");
            bookmark.HasKey(row => new { row.UserId, row.IssueId });
            bookmark.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId);
            bookmark.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId);
        });
        model.Entity<IssueViewRow>(view =>
        {
            view.ToTable("issue_views");
            view.HasKey(row => new { row.IssueId, row.UserId });
            view.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId);
            view.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId);
        });
        model.Entity<IssuePurgeRow>(purge =>
        {
            purge.ToTable("issue_purges");
            purge.HasKey(row => row.IssueId);
            purge.Property(row => row.IssueId).ValueGeneratedNever();
            purge.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId);
        });
        model.Entity<IssueUndoRow>(undo =>
        {
            undo.ToTable("issue_undos");
            undo.HasIndex(row => row.CreatedAt);
            undo.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<SavedSearchRow>(search =>
        {
            search.ToTable("saved_searches");
            search.HasIndex(row => row.ProjectId);
            search.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
            search.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void DescribeMonitors(ModelBuilder model)
    {
        model.Entity<MonitorRow>(monitor =>
        {
            monitor.ToTable("monitors");
            monitor.HasIndex(row => new { row.ProjectId, row.Slug, row.Environment }).IsUnique();
            monitor.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<MonitorStateRow>(state =>
        {
            state.ToTable("monitor_states");
            state.HasKey(row => row.MonitorId);
            state.Property(row => row.MonitorId).ValueGeneratedNever();
            state.HasOne<MonitorRow>().WithMany().HasForeignKey(row => row.MonitorId);
        });
        model.Entity<MonitorPeriodRow>(period =>
        {
            period.ToTable("monitor_periods");
            period.HasKey(row => new { row.MonitorId, row.StartedAt });
            period.HasOne<MonitorRow>().WithMany().HasForeignKey(row => row.MonitorId);
        });
        model.Entity<IncidentRow>(incident =>
        {
            incident.ToTable("incidents");
            incident.HasIndex(row => new { row.ProjectId, row.StartedAt });
            incident.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
            incident.HasOne<MonitorRow>().WithMany().HasForeignKey(row => row.MonitorId);
        });
    }

    private static void DescribeAlerts(ModelBuilder model)
    {
        model.Entity<HappeningRow>(happening =>
        {
            happening.ToTable("happenings");
            happening.HasIndex(row => new { row.ProjectId, row.Id });
            happening.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<AlertRow>(alert =>
        {
            alert.ToTable("alerts");
            alert.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<AlertMessageRow>(message =>
        {
            message.ToTable("alert_messages");
            message.HasIndex(row => new { row.State, row.NextTryAt });
            message.HasIndex(row => new { row.UserId, row.CreatedAt });
            message.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
            message.HasOne<AlertRow>().WithMany().HasForeignKey(row => row.AlertId).OnDelete(DeleteBehavior.Cascade);
            message.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<AlertMuteRow>(mute =>
        {
            mute.ToTable("alert_mutes");
            mute.HasKey(row => new { row.AlertId, row.UserId });
            mute.HasOne<AlertRow>().WithMany().HasForeignKey(row => row.AlertId);
            mute.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId);
        });
    }

    private static void DescribeTrackers(ModelBuilder model)
    {
        model.Entity<TrackerRow>(tracker =>
        {
            tracker.ToTable("trackers");
            tracker.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<TicketRow>(ticket =>
        {
            ticket.ToTable("tickets");
            ticket.HasIndex(row => new { row.IssueId, row.TrackerId, row.Key }).IsUnique();
            ticket.HasIndex(row => new { row.TrackerId, row.CheckedAt });
            ticket.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
            ticket.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId);
            ticket.HasOne<TrackerRow>().WithMany().HasForeignKey(row => row.TrackerId);
        });
    }

    private static void DescribeSourceMaps(ModelBuilder model)
    {
        model.Entity<SourceMapBundleRow>(bundle =>
        {
            bundle.ToTable("source_map_bundles");
            bundle.HasIndex(row => new { row.ProjectId, row.Release, row.Distribution, row.Checksum }).IsUnique();
            bundle.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<SourceMapFileRow>(file =>
        {
            file.ToTable("source_map_files");
            file.HasIndex(row => new { row.ProjectId, row.DebugId });
            file.HasIndex(row => new { row.BundleId, row.Url });
            file.HasOne<SourceMapBundleRow>().WithMany().HasForeignKey(row => row.BundleId);
        });
    }

    private static void DescribeReleases(ModelBuilder model)
    {
        model.Entity<ReleaseRow>(release =>
        {
            release.ToTable("releases");
            release.HasIndex(row => new { row.ProjectId, row.Version }).IsUnique();
            release.HasOne<ProjectRow>().WithMany().HasForeignKey(row => row.ProjectId);
        });
        model.Entity<ReleaseCommitRow>(commit =>
        {
            commit.ToTable("release_commits");
            commit.HasKey(row => new { row.ReleaseId, row.Number });
            commit.HasOne<ReleaseRow>().WithMany().HasForeignKey(row => row.ReleaseId);
        });
        model.Entity<DeployRow>(deploy =>
        {
            deploy.ToTable("deploys");
            deploy.HasIndex(row => row.ReleaseId);
            deploy.HasOne<ReleaseRow>().WithMany().HasForeignKey(row => row.ReleaseId);
        });
    }
}
