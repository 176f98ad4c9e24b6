namespace Paddock.Engine.Faults;

/// <summary>
/// What .NET needs its signals for, without a pause (PADDOCK_FAULT=collect): collections beside a thread that never yields, whose suspension takes SIGRTMIN,
/// and null references, which arrive as SIGSEGV. With libchdb's handlers in place of .NET's the process stands still, or ends.
/// </summary>
internal static class GarbageStorm
{
    private static long _collections;
    private static long _turns;

    internal static long Collections => Interlocked.Read(ref _collections);

    internal static void Start()
    {
        new Thread(Spin) { IsBackground = true, Name = "spin" }.Start();
        new Thread(Collect) { IsBackground = true, Name = "collect" }.Start();
    }

    private static void ReadNothing(string nothing)
    {
        try
        {
            _turns += nothing.Length;
        }
        catch (NullReferenceException)
        {
            // that it can be caught is the point
        }
    }

    private static void Spin()
    {
        while (true)
            _turns++;
    }

    private static void Collect()
    {
        while (true)
        {
#pragma warning disable RS0030 // to collect is the point
            GC.Collect(0);
#pragma warning restore RS0030
            Interlocked.Increment(ref _collections);
            ReadNothing(null!);
        }
    }
}
