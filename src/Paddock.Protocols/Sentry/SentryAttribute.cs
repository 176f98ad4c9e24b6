namespace Paddock.Protocols.Sentry;

/// <summary>A free attribute as UTF-8: text as it is, numbers and booleans as JSON writes them, lists and objects as JSON.</summary>
public readonly record struct SentryAttribute(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value);
