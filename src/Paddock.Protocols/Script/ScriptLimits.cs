namespace Paddock.Protocols.Script;

/// <summary>How much of a thing one beacon may bring; text in characters, what is longer is cut.</summary>
public static class ScriptLimits
{
    /// <summary>Browsers let 64 kB of beacons wait at once.</summary>
    public const int BeaconBytes = 256 * 1024;
    public const int EventsPerBeacon = 100;
    public const int PropertiesPerEvent = 100;
    public const int LongestUrl = 4096;
    public const int LongestPath = 1024;
    public const int LongestTitle = 300;
    public const int LongestWord = 200;
    public const int LongestValue = 2000;
    public const int LongestStack = 16 * 1024;
}
