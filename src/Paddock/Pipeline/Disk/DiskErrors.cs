namespace Paddock.Pipeline;

internal static class DiskErrors
{
    private const int NoSpace = 28;
    private const int OverQuota = 122;

    /// <summary>Whether waiting for space may help; .NET puts the errno into HResult where it has no code of its own.</summary>
    public static bool IsFull(Exception error) => error is IOException && (error.HResult & 0xFFFF) is NoSpace or OverQuota;
}
