namespace Paddock.Pipeline;

/// <summary>One entry on its way to the disk: 16 bytes for the frame's header, then the payload.</summary>
internal sealed class PendingAppend(Memory<byte> frame, uint payloadChecksum)
    : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Memory<byte> Frame => frame;

    public uint PayloadChecksum => payloadChecksum;
}
