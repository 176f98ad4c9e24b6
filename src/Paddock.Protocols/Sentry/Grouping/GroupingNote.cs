namespace Paddock.Protocols.Sentry.Grouping;

/// <summary>One thing that grouping looked at.</summary>
/// <param name="Part">fingerprint, frame, type, value, template or message</param>
/// <param name="Text">what is hashed of it, or what it says where nothing is</param>
/// <param name="Ignored">Why it does not count; null: it does.</param>
public readonly record struct GroupingNote(string Part, string Text, string? Ignored);
