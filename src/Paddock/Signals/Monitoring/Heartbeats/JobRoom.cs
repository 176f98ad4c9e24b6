using Paddock.Signals.Monitoring.Checks;

namespace Paddock.Signals.Monitoring.Heartbeats;

/// <summary>
/// Which jobs may report. One that is known always may; others enter themselves until the project has <see cref="Most"/>, since a write key is public and the names are free.
/// Any thread.
/// </summary>
internal sealed class JobRoom(MonitorBook book)
{
    /// <summary>Of a project; each environment of a job is one. What people enter by hand is counted with them and limited by <see cref="Monitors.Most"/>.</summary>
    public const int Most = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, HashSet<(string Job, string Environment)>> _entering = [];

    /// <summary>False: the project has no room for one more.</summary>
    public bool Admits(int project, string job, string environment)
    {
        if (book.Find(project, job, environment) is not null) return true;
        lock (_gate)
        {
            if (!_entering.TryGetValue(project, out var entering)) _entering[project] = entering = [];
            // What has been heard since stands in the book.
            entering.RemoveWhere(each => book.Find(project, each.Job, each.Environment) is not null);
            return entering.Contains((job, environment)) || (entering.Count + book.All.Count(each => each.IsHeartbeat && each.Monitor.ProjectId == project) < Most && entering.Add((job, environment)));
        }
    }
}
