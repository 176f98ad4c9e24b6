using Paddock.Pipeline.Blobs;
using Paddock.Protocols.Sentry;
using Paddock.Signals.Errors;

namespace Paddock.Receivers.Sentry;

/// <summary>Files that came with events: their bytes become blobs, the rest rows that name them.</summary>
internal static class SentryAttachments
{
    public static SentryAnswer? Read(in EnvelopeItem item, SentryIntake intake)
    {
        if (item.Payload.Length > BlobStore.MostBytes) return intake.Refuse(SentrySignals.Attachments, SentryAnswer.AttachmentTooLarge);
        if (intake.Blobs.Count == SentryIntake.MostAttachments) return intake.Refuse(SentrySignals.Attachments, SentryAnswer.TooManyAttachments);
        if (intake.EventDropped is var (outcome, reason)) return intake.Drop<SentryAnswer?>(SentrySignals.Attachments, outcome, reason, null);
        if (intake.Admit(SentrySignals.Attachments) is { } limited) return limited;
        var attachment = Attachment.Of(item);
        var blob = BlobName.Of(item.Payload.Span);
        intake.Blobs.Add((blob, item.Payload));
        var correlation = intake.Correlation(default, intake.ReceivedAt, intake.ReceivedAt);
        FeedbackRow.Write(intake.Entry, intake.Key(SentrySignals.Attachments), correlation, new AttachmentRecord
        {
            EventId = intake.Context.EventId?.ToByteArray(bigEndian: true),
            Name = SentryIntake.Utf8(attachment.Name),
            ContentType = SentryIntake.Utf8(attachment.ContentType),
            Kind = SentryIntake.Utf8(attachment.Type),
            Size = (ulong)item.Payload.Length,
            Blob = SentryIntake.Utf8(blob.Hash),
        });
        return null;
    }
}
