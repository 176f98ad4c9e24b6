using System.Data.Common;

namespace Paddock.Database;

internal static class DatabaseTrouble
{
    /// <summary>The database does not answer right now: nothing is wrong with what was asked.</summary>
    public static bool IsAway(Exception? problem)
    {
        for (; problem is not null; problem = problem.InnerException)
            if (problem is DbException { IsTransient: true }) return true;
        return false;
    }
}
