using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Compression;
using Paddock.Protocols.Sentry;

namespace Paddock.Receivers.Sentry;

/// <summary>
/// Sentry's door: /api/{project}/envelope/ and /api/{project}/store/. A request is answered 200 when all that it brought
/// is in the journal; what it refuses is counted in the ledger with its reason.
/// </summary>
internal sealed class SentryReceiver(ProjectKeys keys, Journal journal, Refusals refusals, BodyBudget bodies, TimeProvider time)
{
    public Task EnvelopeAsync(HttpContext context, int project) => ReceiveAsync(context, project, isEnvelope: true);

    public Task StoreAsync(HttpContext context, int project) => ReceiveAsync(context, project, isEnvelope: false);

    private async Task ReceiveAsync(HttpContext context, int project, bool isEnvelope)
    {
        var cancel = context.RequestAborted;
        var request = context.Request;
        var hasAuth = SentryAuth.TryRead(request.Headers["X-Sentry-Auth"], request.Headers.Authorization, request.QueryString.Value, out var auth);
        // A key that is wrong is refused before a byte of the body is read; a tunnelled envelope brings its key inside.
        var owner = hasAuth ? await keys.FindAsync(auth.Key, cancel) : null;
        if ((hasAuth || !isEnvelope) && Refusal(hasAuth, owner, project) is { } refused)
        {
            await RefuseAsync(context, project, refused);
            return;
        }

        using var body = await Decompression.ReadAsync(request.Body, request.Headers.ContentEncoding, isEnvelope ? SentryLimits.EnvelopeBytes : SentryLimits.EventBytes, bodies, cancel);
        if (SentryAnswer.Of(body.Status) is { } unreadable)
        {
            await RefuseAsync(context, project, unreadable);
            return;
        }

        var reader = default(EnvelopeReader);
        if (isEnvelope && !EnvelopeReader.TryOpen(body.Bytes, out reader))
        {
            await RefuseAsync(context, project, SentryAnswer.MalformedEnvelope);
            return;
        }
        if (!hasAuth)
        {
            var hasDsn = SentryAuth.TryReadDsn(reader.Header.Dsn, out auth, out _);
            owner = hasDsn ? await keys.FindAsync(auth.Key, cancel) : null;
            if (Refusal(hasDsn, owner, project) is { } wrong)
            {
                await RefuseAsync(context, project, wrong);
                return;
            }
        }

        var arrival = new SentryArrival(owner!, time.GetUtcNow(), auth.Client, isEnvelope ? "sentry/envelope" : "sentry/store");
        using var entry = new EntryWriter(arrival.ReceivedAt.ToUnixNanoseconds());
        var result = isEnvelope ? SentryItems.ReadEnvelope(ref reader, entry, arrival) : SentryItems.ReadStore(body.Bytes.Span, entry, arrival);
        await AnswerAsync(context, result, await journal.AppendAsync(entry, cancel));
    }

    private static SentryAnswer? Refusal(bool hasKey, IngestProject? owner, int project) => owner switch
    {
        null => hasKey ? SentryAnswer.UnknownKey : SentryAnswer.NoKey,
        _ when owner.Id != project => SentryAnswer.WrongProject,
        _ => null,
    };

    private Task RefuseAsync(HttpContext context, int project, SentryAnswer answer)
    {
        refusals.Count(project, "sentry", answer.Reason);
        return answer.WriteAsync(context);
    }

    private static Task AnswerAsync(HttpContext context, SentryResult result, AppendResult appended) => appended switch
    {
        AppendResult.Durable when result.OnlyProblem is { } problem => problem.WriteAsync(context),
        AppendResult.Durable => SentryAnswer.WriteAcceptedAsync(context, result.EventId),
        AppendResult.Full => SentryAnswer.Overloaded.WriteAsync(context),
        _ => SentryAnswer.Unavailable.WriteAsync(context),
    };
}
