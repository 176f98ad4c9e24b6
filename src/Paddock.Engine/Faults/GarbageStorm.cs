namespace Paddock.Engine.Faults;

/// <summary>
/// Collections without a pause beside a thread that never yields: PADDOCK_FAULT=collect. Suspending that thread takes SIGRTMIN, so with libchdb's handler in its place
/// the process would stand still.
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
        }
    }
}
