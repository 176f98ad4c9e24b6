namespace Paddock.Protocols.Sentry;

public readonly record struct Tag(string Key, string Value);
