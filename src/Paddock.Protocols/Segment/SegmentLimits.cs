namespace Paddock.Protocols.Segment;

/// <summary>How much of a thing one request may bring; the first three are Segment's own. Text in characters, what is longer is cut.</summary>
public static class SegmentLimits
{
    public const int BodyBytes = 500 * 1024;
    public const int MessageBytes = 32 * 1024;
    public const int MessagesPerBatch = 2500;

    public const int PropertiesPerMessage = 100;
    public const int LongestWord = 200;
    public const int LongestTitle = 300;
    public const int LongestValue = 2000;

    /// <summary>An id that is longer is none: cut, it would be somebody else's.</summary>
    public const int LongestId = 255;
}
