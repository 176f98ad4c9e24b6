using Paddock.Engine.Native;

namespace Paddock.Engine.Http;

/// <summary>
/// The end of the process, because a guest's statement does not stop when it is cancelled (`replaceRegexpAll` over a megabyte, `position` with a column
/// as needle): it would keep its threads and its place. What was acknowledged is on the disk, and the supervisor starts the engine again within a second.
/// </summary>
internal static class Runaway
{
    internal static void End(string owner)
    {
        Console.Error.WriteLine($"paddock engine: a cancelled query of {owner} could not be stopped, and its engine was ended");
        Posix.Exit(ExitCodes.Runaway);
    }
}
