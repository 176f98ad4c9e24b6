using System.Globalization;
using System.Text.Json;
using Paddock.Protocols.Compression;
using Paddock.Receivers.Intake;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Receivers.Sentry;

/// <summary>How a request that is not accepted is answered, in the way Sentry's clients understand, and the reason in the ledger.</summary>
internal sealed record SentryAnswer(int Status, string Reason, string Detail)
{
    public static readonly SentryAnswer NoKey = new(401, "no_key", "no key: send the DSN's public key as sentry_key in X-Sentry-Auth or the query");
    public static readonly SentryAnswer BadKey = new(403, "bad_key", "bad sentry DSN public key: it has 32 hexadecimal digits");
    public static readonly SentryAnswer UnknownKey = new(403, "unknown_key", "this key is not known here, or was revoked");
    public static readonly SentryAnswer WrongProject = new(403, "wrong_project", "this key belongs to another project than the one in the path");
    public static readonly SentryAnswer MalformedEnvelope = new(400, "malformed_envelope", "the envelope's first line is not a JSON object");
    public static readonly SentryAnswer MalformedItem = new(400, "malformed_item", "an item of the envelope has no readable header or is cut off");
    public static readonly SentryAnswer MalformedEvent = new(400, "malformed_event", "the event is not a JSON object");
    public static readonly SentryAnswer EventTooLarge = new(413, "event_too_large", "an event may have 1 MiB");
    public static readonly SentryAnswer TooManyItems = new(413, "too_many_items", "an envelope may have 10,000 items");
    public static readonly SentryAnswer SecondEvent = new(400, "second_event", "an envelope holds one event");
    public static readonly SentryAnswer AttachmentTooLarge = new(413, "attachment_too_large", "an attachment may have 100 MiB");
    public static readonly SentryAnswer TooManyAttachments = new(413, "too_many_attachments", "an envelope may hold 30 attachments");
    public static readonly SentryAnswer TooMuchAtOnce = new(413, "too_much_at_once", "the records of one request may take 16 MiB; send them in several");
    public static readonly SentryAnswer MalformedCheckIn = new(400, "malformed_check_in", "a check-in needs the slug of its monitor, and status=in_progress, ok or error");

    // Not 429: it would silence the client's other jobs as well.
    public static readonly SentryAnswer TooManyJobs = new(400, "too_many_jobs", $"{JobRoom.Most} jobs have entered themselves in this project, those of each environment counted; delete some first");
    public static readonly SentryAnswer TooOld = new(400, "too_old", "the event's time lies before the project's retention");
    public static readonly SentryAnswer InFuture = new(400, "in_future", "the event's time lies more than an hour in the future");
    public static readonly SentryAnswer Overloaded = new(DoorRefusal.Overloaded);
    public static readonly SentryAnswer Unavailable = new(DoorRefusal.Unavailable);

    private SentryAnswer(DoorRefusal refusal) : this(refusal.Status, refusal.Reason, refusal.Detail) => RetrySeconds = refusal.RetrySeconds;

    /// <summary>A limit that is reached, for who is told nothing but it.</summary>
    public SentryAnswer(ReachedLimit limit) : this(limit.Refusal) => Limits = SentryRateLimits.Of([limit]);

    private int RetrySeconds { get; }

    // No categories: everything. The scope is the server, which Sentry calls the organization.
    private string? Limits { get; }

    /// <summary>Null: the body was read whole.</summary>
    public static SentryAnswer? Of(DecompressionStatus status) => DoorRefusal.Of(status, "the decompressed body is too large") is { } unreadable ? new(unreadable) : null;

    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json";
        response.Headers["X-Sentry-Error"] = Detail;
        if (Status is 429 or 503)
        {
            response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
            // Else all the limits of the request stand there already.
            if (!response.Headers.ContainsKey(SentryRateLimits.Header)) response.Headers[SentryRateLimits.Header] = Limits ?? $"{RetrySeconds}::organization:{Reason}";
        }
        return response.WriteAsync($$"""{"detail":"{{JsonEncodedText.Encode(Detail)}}","reason":"{{Reason}}"}""");
    }

    public static Task WriteAcceptedAsync(HttpContext context, Guid? eventId)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(eventId is { } id ? $$"""{"id":"{{id:n}}"}""" : "{}");
    }
}
