namespace Paddock.Pipeline;

/// <summary>Whose records are counted: the receiver's name ("sentry") and the signal's ("errors"), each at most 255 bytes.</summary>
internal readonly record struct LedgerKey(int Project, string Receiver, string Signal);
