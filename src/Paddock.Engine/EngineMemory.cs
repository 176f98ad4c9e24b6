namespace Paddock.Engine;

/// <summary>How much memory the engine may take when nobody says so: a quarter of the machine (or of the container), at least 512 MB and at most 8 GB.</summary>
public static class EngineMemory
{
    private const long Least = 512L << 20;
    private const long Most = 8L << 30;

    public static long Default() => Of(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    internal static long Of(long available) => Math.Clamp(available / 4, Least, Most);
}
