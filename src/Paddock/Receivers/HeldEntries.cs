using Paddock.Pipeline;
using Paddock.Protocols.Compression;

namespace Paddock.Receivers;

/// <summary>How doors append what they made of a body.</summary>
internal static class HeldEntries
{
    /// <summary>As the journal does, once there is memory for the entry to wait in: it counts as its body's until that is disposed. Full: there is none.</summary>
    public static Task<AppendResult> AppendAsync(this Journal journal, EntryWriter entry, DecompressedBody body, CancellationToken cancel) =>
        body.TryHold(entry.Capacity) ? journal.AppendAsync(entry, cancel) : Task.FromResult(AppendResult.Full);
}
