using Paddock.Hosting;
using Paddock.Protocols.Syslog;

namespace Paddock.Receivers.Listeners;

/// <summary>Takes the next message off a stream.</summary>
internal delegate FrameStatus TakeFrame(ref ReadOnlySpan<byte> stream, int longest, out ReadOnlySpan<byte> message);

/// <summary>Keeps messages.</summary>
/// <param name="key">Of the listener's project; "" for none.</param>
/// <param name="isStream">The sender can be made to wait.</param>
/// <returns>False, of a stream: bring them again later.</returns>
internal delegate Task<bool> TakeMessages(MessageBatch messages, string key, bool isStream, CancellationToken cancel);

/// <summary>A protocol that is listened to outside of HTTP.</summary>
/// <param name="Name">As the ledger has it.</param>
/// <param name="Addresses">None: it is off.</param>
/// <param name="LongestMessage">Bytes.</param>
/// <param name="TakeFrame">Of its streams.</param>
/// <param name="TakeMessages">Called by one task at a time for each socket.</param>
internal sealed record ListenedProtocol(string Name, ListenerAddress[] Addresses, int LongestMessage, TakeFrame TakeFrame, TakeMessages TakeMessages);
