namespace Paddock.Alerting.Trackers;

/// <summary>A kind of issue tracker: makes tickets, reads them, closes and opens them. Failures are values, in words for people.</summary>
internal interface ITracker
{
    /// <summary>As it is written in the API: github, gitlab or jira.</summary>
    string Kind { get; }

    /// <summary>How <see cref="TrackerTarget.Place"/> looks, for people who wrote another thing.</summary>
    string PlaceLooks { get; }

    bool IsPlace(string place);

    /// <summary>A ticket's key from what people paste: the key itself, <c>#12</c>, or the ticket's address.</summary>
    /// <returns>Null: it is no ticket of this place.</returns>
    string? KeyOf(TrackerTarget target, string pasted);

    /// <summary>Whether the place is there for this token.</summary>
    /// <returns>Why not; null: it is.</returns>
    Task<string?> ProbeAsync(TrackerTarget target, CancellationToken cancel);

    Task<TrackerAnswer> CreateAsync(TrackerTarget target, string title, string text, CancellationToken cancel);

    Task<TrackerAnswer> ReadAsync(TrackerTarget target, string key, CancellationToken cancel);

    /// <summary>Closes the ticket or opens it again, and says why in a comment.</summary>
    /// <returns>Why that failed; null: it did not.</returns>
    Task<string?> SetAsync(TrackerTarget target, string key, bool isClosed, string comment, CancellationToken cancel);
}

/// <param name="Url">Of the server, without a slash at its end; empty: the kind's own.</param>
/// <param name="User">Empty: the token alone signs in.</param>
internal sealed record TrackerTarget(string Url, string Place, string TicketType, string User, string Token);

/// <param name="Ticket">Null: it failed.</param>
/// <param name="Problem">Why.</param>
internal sealed record TrackerAnswer(RemoteTicket? Ticket, string Problem)
{
    public static TrackerAnswer Of(TrackerReply reply, Func<System.Text.Json.JsonElement, RemoteTicket?> read) =>
        reply.Problem is { } problem ? new(null, problem) : read(reply.Json) is { } ticket ? new(ticket, "") : new(null, "Its answer is no ticket.");
}

/// <param name="Url">Where people read it; empty: it names none that a browser may open.</param>
internal sealed record RemoteTicket(string Key, string Url, string Title, bool IsClosed);
