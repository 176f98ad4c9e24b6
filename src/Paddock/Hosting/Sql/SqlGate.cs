namespace Paddock.Hosting.Sql;

/// <summary>How many queries may run at once, of one project and of all. Who finds no place is told to come back; nobody waits in line.</summary>
internal sealed class SqlGate
{
    public const int PerProject = 4;
    public const int Overall = 12;

    private readonly Lock running = new();
    private readonly Dictionary<int, int> projects = [];
    private int overall;

    /// <summary>Null when there is no place. Disposing the place gives it back.</summary>
    public IDisposable? TryEnter(int project)
    {
        lock (running)
        {
            var own = projects.GetValueOrDefault(project);
            if (own == PerProject || overall == Overall)
                return null;
            projects[project] = own + 1;
            overall++;
            return new Place(this, project);
        }
    }

    private void Leave(int project)
    {
        lock (running)
        {
            overall--;
            if (--projects[project] == 0)
                projects.Remove(project);
        }
    }

    private sealed class Place(SqlGate gate, int project) : IDisposable
    {
        private bool left;

        public void Dispose()
        {
            if (left)
                return;
            left = true;
            gate.Leave(project);
        }
    }
}
