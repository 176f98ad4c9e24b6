using Paddock.Pipeline;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Blobs;
using Paddock.Protocols.Compression;
using Paddock.Receivers.Intake;
using Paddock.Signals.Errors;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Receivers.Sentry;

/// <summary>Makes what a request brought durable, files first, since a row must never name one that is not; then says so to the client.</summary>
internal sealed class SentryAcceptance(Journal journal, BlobStore blobs, Refusals refusals, AttributeCatalog catalog, SeriesDirectory series, JobRoom jobs, IssueDirectory issues, InboundFilters filters, RateLimits limits)
{
    public SentryIntake Begin(in SentryArrival arrival) => new(arrival, catalog, series, jobs, issues, filters, limits);

    public async Task AnswerAsync(HttpContext context, SentryIntake intake, DecompressedBody body, SentryResult result)
    {
        var appended = AppendResult.Failed;
        try
        {
            appended = await AppendAsync(intake, body, context.RequestAborted);
        }
        finally
        {
            if (appended != AppendResult.Durable) intake.Samples.NotAccepted();
        }
        // What was counted in the entry is gone with it.
        if (appended != AppendResult.Durable) refusals.Count(intake.Arrival.Project.Id, "sentry", AnswerOf(appended).Reason, AnswerOf(appended).Status);
        if (intake.Reached.Count > 0 && appended == AppendResult.Durable) context.Response.Headers[SentryRateLimits.Header] = SentryRateLimits.Of(intake.Reached);
        await AnswerAsync(context, result, appended);
    }

    private async Task<AppendResult> AppendAsync(SentryIntake intake, DecompressedBody body, CancellationToken cancel) => await KeepBlobsAsync(intake) switch
    {
        BlobResult.Durable => await journal.AppendAsync(intake.Entry, body, cancel),
        BlobResult.Full => AppendResult.Full,
        _ => AppendResult.Failed,
    };

    private static Task AnswerAsync(HttpContext context, SentryResult result, AppendResult appended) => appended switch
    {
        AppendResult.Durable when result.OnlyProblem is { } problem => problem.WriteAsync(context),
        AppendResult.Durable => SentryAnswer.WriteAcceptedAsync(context, result.EventId),
        _ => AnswerOf(appended).WriteAsync(context),
    };

    private static SentryAnswer AnswerOf(AppendResult refused) => refused switch
    {
        AppendResult.Full => SentryAnswer.Overloaded,
        AppendResult.TooLarge => SentryAnswer.TooMuchAtOnce,
        _ => SentryAnswer.Unavailable,
    };

    // Files are rare and their fsyncs slow: a thread of its own, so that those of the requests go on.
    private async Task<BlobResult> KeepBlobsAsync(SentryIntake intake)
    {
        if (intake.Blobs.Count == 0) return BlobResult.Durable;
        return await Task.Run(() =>
        {
            var week = BlobWeek.Of(intake.Arrival.Project.RetentionDays, intake.Arrival.ReceivedAt);
            foreach (var (name, content) in intake.Blobs)
                if (blobs.Put(week, name, content) is var kept and not BlobResult.Durable) return kept;
            return BlobResult.Durable;
        });
    }
}
