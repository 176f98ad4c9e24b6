using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry.Items;

/// <summary>What was read of a person's feedback beside its fields.</summary>
internal sealed class FeedbackDraft
{
    public Guid? Id { get; set; }

    public long? Time { get; set; }

    public Utf8Arena Texts { get; } = new();
}
