using Paddock.Hosting;
using Paddock.Protocols.Syslog;

namespace Paddock.Receivers.Listeners;

/// <summary>Takes the next message off a stream.</summary>
/// <param name="searched">So many of its first bytes are known to hold no end of a message; kept up to date, so that a slow sender's are not searched again and again.</param>
internal delegate FrameStatus TakeFrame(ref ReadOnlySpan<byte> stream, int longest, ref int searched, out ReadOnlySpan<byte> message);

/// <summary>Keeps messages; done when each is kept, or counted as lost.</summary>
/// <param name="key">Of the listener's project; "" for none.</param>
/// <param name="isStream">The sender can be made to wait.</param>
internal delegate Task TakeMessages(MessageBatch messages, string key, bool isStream, CancellationToken cancel);

/// <summary>A protocol that is listened to outside of HTTP.</summary>
/// <param name="Name">As the ledger has it.</param>
/// <param name="Addresses">None: it is off.</param>
/// <param name="LongestMessage">Bytes.</param>
/// <param name="TakeFrame">Of its streams.</param>
/// <param name="TakeMessages">Called by one task at a time for each socket.</param>
internal sealed record ListenedProtocol(string Name, ListenerAddress[] Addresses, int LongestMessage, TakeFrame TakeFrame, TakeMessages TakeMessages);
