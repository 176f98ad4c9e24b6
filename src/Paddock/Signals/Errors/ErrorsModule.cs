using Paddock.Pipeline;
using Paddock.Signals.Errors.Grouping;
using Paddock.Signals.Errors.Releases;

namespace Paddock.Signals.Errors;

/// <summary>The signal "errors": what has gone wrong, where, to whom, how often.</summary>
internal static class ErrorsModule
{
    public static IServiceCollection AddErrors(this IServiceCollection services)
    {
        services.AddSingleton<IssueDirectory>().AddSingleton<IssueMirror>().AddSingleton<ErrorsQueries>().AddSingleton<ErrorsDigest>().AddSingleton<IssueTriage>().AddSingleton<IssueMerge>().AddSingleton<GroupingTrial>();
        services.AddSingleton<IssueTalk>().AddSingleton<IssueLists>().AddSingleton<ReleaseDirectory>().AddSingleton<SavedSearches>();
        services.AddSingleton<ReleaseBook>().AddSingleton<CommitFixes>().AddSingleton<IssueTraffic>().AddSingleton<IssuePurge>().AddSingleton<IssueWatch>();
        services.AddSingleton(static provider => provider.GetRequiredService<ErrorsDigest>().Binding());
        services.AddSingleton(new TableBinding(ReleaseSessionsTable.Table) { RecentKeysSql = ReleaseSessionsTable.RecentKeysSql });
        services.AddSingleton(new TableBinding(FeedbackTable.Feedback) { RecentKeysSql = FeedbackTable.RecentFeedbackSql });
        services.AddSingleton(new TableBinding(FeedbackTable.Attachments)
        {
            RecentKeysSql = FeedbackTable.RecentAttachmentsSql,
            KeepSql = FeedbackTable.KeepAttachmentsSql,
            BlobColumn = "blob",
        });
        return services.ConfigureHttpJsonOptions(static options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ErrorsApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, TriageApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, MergeApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ExplanationApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, TalkApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, SearchApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ReleaseApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, SuspectsApiJson.Default);
        });
    }
}
