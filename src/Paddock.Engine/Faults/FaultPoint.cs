namespace Paddock.Engine.Faults;

/// <summary>A place in the handling of an INSERT where a test can break it.</summary>
internal enum FaultPoint
{
    /// <summary>The request is read so far that the insert could begin; nothing is stored.</summary>
    BeforeInsert,

    /// <summary>The rows are stored and durable; the client does not know it.</summary>
    AfterInsertBeforeReply,
}
