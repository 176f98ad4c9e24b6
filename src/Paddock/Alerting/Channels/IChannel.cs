using Paddock.Database.Rows;

namespace Paddock.Alerting.Channels;

/// <summary>A way out for messages.</summary>
internal interface IChannel
{
    /// <summary>One of <see cref="ChannelKind"/>.</summary>
    string Kind { get; }

    /// <returns>Why it was not sent, for people; null: it was.</returns>
    Task<string?> SendAsync(Envelope envelope, CancellationToken cancel);
}

/// <param name="Id">Of the message: the same at each try.</param>
/// <param name="Alert">Null: a digest.</param>
/// <param name="User">To whom, by mail.</param>
internal sealed record Envelope(int Id, AlertRow? Alert, UserRow? User, AlertTarget Target, string Subject, AlertContent Content);
