using Paddock.Engine.Native;

namespace Paddock.ProcessTests.Engine;

/// <summary>Signals by their numbers on Linux.</summary>
internal static class Signals
{
    internal const int Kill = 9;
    internal const int Terminate = 15;
    internal const int Stop = 19;

    internal static void Send(int process, int signal) => Assert.Equal(0, Posix.Kill(process, signal));
}
