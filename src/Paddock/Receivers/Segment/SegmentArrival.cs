using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Segment;

namespace Paddock.Receivers.Segment;

/// <summary>Whose request it is and when it came.</summary>
/// <param name="UserAgent">Of the request; a server's messages bring their visitors' own.</param>
/// <param name="Country">Where the request came from; as above.</param>
/// <param name="Receiver">The door: those of other products bring the same messages.</param>
internal readonly record struct SegmentArrival(IngestProject Project, DateTimeOffset ReceivedAt, string UserAgent, string Country, string Receiver)
{
    public LedgerKey Key(string signal) => new(Project.Id, Receiver, signal);

    /// <summary>When a message happened by our clock: receivedAt - (sentAt - timestamp), so that a wrong clock is of no matter. Null: too far away.</summary>
    public long? TimeOf(SegmentMessage message, out string problem)
    {
        var receivedAt = ReceivedAt.ToUnixNanoseconds();
        var time = message.Timestamp is { } happened ? (Int128)receivedAt - (message.SentAt ?? receivedAt) + happened : receivedAt;
        problem = time < (ReceivedAt - TimeSpan.FromDays(Project.RetentionDays)).ToUnixNanoseconds() ? "too_old"
            : time > (ReceivedAt + TimeSpan.FromHours(1)).ToUnixNanoseconds() ? "in_future"
            : "";
        return problem.Length == 0 ? (long)time : null;
    }
}
