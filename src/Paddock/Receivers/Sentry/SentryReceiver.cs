using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Sentry;
using Paddock.Receivers.Intake;
using Paddock.Signals.Errors.SourceMaps;

namespace Paddock.Receivers.Sentry;

/// <summary>
/// Sentry's door: /api/{project}/envelope/, /store/ and /cron/{slug}/{key}/. A request is answered 200 when all that it brought
/// is in the journal; what it refuses is counted in the ledger with its reason.
/// </summary>
internal sealed class SentryReceiver(ProjectKeys keys, SentryAcceptance acceptance, Refusals refusals, RequestBodies bodies, EventMaps maps, RateLimits limits, TimeProvider time)
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
        if ((hasAuth || auth.HasBadKey || !isEnvelope) && Refusal(auth, owner, project) is { } refused)
        {
            await RefuseAsync(context, project, refused);
            return;
        }

        // So is one that has sent enough of everything.
        if (owner is not null && limits.Reached(owner, null) is { } reached)
        {
            await RefuseAsync(context, project, new SentryAnswer(reached));
            return;
        }
        using var body = await bodies.ReadAsync(context, LargestBody(isEnvelope, hasAuth));
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
            if (Refusal(auth, owner, project) is { } wrong)
            {
                await RefuseAsync(context, project, wrong);
                return;
            }
        }

        using var intake = acceptance.Begin(new SentryArrival(owner!, time.GetUtcNow(), auth.Client, isEnvelope ? "sentry/envelope" : "sentry/store", request.Host.Value, SenderOf(context)));
        intake.Maps = await maps.OfAsync(owner!.Id, isEnvelope ? EventOf(reader) : body.Bytes, cancel);
        var result = isEnvelope ? SentryItems.ReadEnvelope(ref reader, intake) : SentryItems.ReadStore(body.Bytes.Span, intake);
        await acceptance.AnswerAsync(context, intake, body, result);
    }

    /// <param name="project">0: the one that the key opens.</param>
    public async Task CronAsync(HttpContext context, int project, string slug, string key)
    {
        var cancel = context.RequestAborted;
        var request = context.Request;
        var owner = await keys.FindAsync(key, cancel);
        if (Refusal(new SentryAuth(key, null), owner, project == 0 ? owner?.Id ?? 0 : project) is { } refused)
        {
            await RefuseAsync(context, project, refused);
            return;
        }
        using var body = await bodies.ReadAsync(context, SentryLimits.CheckInBytes);
        if (SentryAnswer.Of(body.Status) is { } unreadable)
        {
            await RefuseAsync(context, owner!.Id, unreadable);
            return;
        }
        using var intake = acceptance.Begin(new SentryArrival(owner!, time.GetUtcNow(), request.Headers.UserAgent, "sentry/cron", request.Host.Value, SenderOf(context)));
        var isJson = request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;
        var isGood = CheckIn.TryParse(slug, name => request.Query[name], isJson ? body.Bytes.Span : default, intake.Context, out var checkIn);
        var problem = isGood ? SentryCheckIns.Write(checkIn, intake) : intake.Refuse(SentrySignals.CheckIns, SentryAnswer.MalformedCheckIn);
        await acceptance.AnswerAsync(context, intake, body, new SentryResult(isGood && checkIn.Id != Guid.Empty ? checkIn.Id : null, problem));
    }

    // A copy of the reader: what it steps over here is read again.
    private static ReadOnlyMemory<byte> EventOf(EnvelopeReader reader)
    {
        for (var items = 0; items < SentryLimits.ItemsPerEnvelope && reader.TryRead(out var item); items++)
            if (item.Kind == ItemKind.Event) return item.Payload;
        return default;
    }

    private static Sender SenderOf(HttpContext context) => new(context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent.ToString());

    private static SentryAnswer? Refusal(in SentryAuth auth, IngestProject? owner, int project) => owner switch
    {
        null when auth.HasBadKey => SentryAnswer.BadKey,
        null => auth.Key is null ? SentryAnswer.NoKey : SentryAnswer.UnknownKey,
        _ when owner.Id != project => SentryAnswer.WrongProject,
        _ => null,
    };

    private static int LargestBody(bool isEnvelope, bool hasAuth) => (isEnvelope, hasAuth) switch
    {
        (false, _) => SentryLimits.EventBytes,
        (true, true) => SentryLimits.EnvelopeBytes,
        (true, false) => SentryLimits.TunnelledEnvelopeBytes,
    };

    private async Task RefuseAsync(HttpContext context, int project, SentryAnswer answer)
    {
        refusals.Count(await keys.KnowsAsync(project, context.RequestAborted) ? project : Refusals.NoProject, "sentry", answer.Reason, answer.Status);
        await answer.WriteAsync(context);
    }
}
