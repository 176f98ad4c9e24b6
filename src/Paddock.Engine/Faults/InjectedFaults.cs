using Paddock.Engine.Native;

namespace Paddock.Engine.Faults;

/// <summary>
/// Faults for tests, from the environment variable PADDOCK_FAULT: a list of <see cref="Fault"/>s with commas, each of which happens once;
/// or `@FILE`: whenever FILE exists at one of the points it is read, deleted and obeyed, so that a test can set a fault at any time
/// and a restarted engine does not meet it again; or `collect`, see <see cref="GarbageStorm"/>.
/// </summary>
internal sealed class InjectedFaults
{
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<FaultPoint, int> _passed = [];
    private readonly Lock _passing = new();
    private readonly string? _file;

    private InjectedFaults(string specification)
    {
        if (specification.StartsWith('@'))
            _file = specification[1..];
        else if (specification == "collect")
            GarbageStorm.Start();
        else
            _faults.AddRange(specification.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Fault.Parse));
    }

    private static string Specification => Environment.GetEnvironmentVariable("PADDOCK_FAULT") ?? "";

    internal static InjectedFaults FromEnvironment() => new(Specification);

    /// <summary>The directory of `@FILE`, if that is how faults are set.</summary>
    internal static string? FileDirectory() => Specification is ['@', .. var file] ? Path.GetDirectoryName(Path.GetFullPath(file)) : null;

    internal async Task PassAsync(FaultPoint point, CancellationToken cancellationToken)
    {
        switch (Take(point))
        {
            case FaultAction.Kill:
                _ = Posix.Kill(Environment.ProcessId, Posix.SigKill);
                break;
            case FaultAction.Fail:
                throw EngineError.Of(999, "KEEPER_EXCEPTION", $"Injected fault at {point}");
            case FaultAction.Hang:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
        }
    }

    private FaultAction? Take(FaultPoint point)
    {
        if (_file is null && _faults.Count == 0)
            return null;
        lock (_passing)
        {
            ReadFile();
            var nth = _passed[point] = _passed.GetValueOrDefault(point) + 1;
            if (_faults.Find(fault => fault.Point == point && fault.Nth == nth) is not { } fault)
                return null;
            _faults.Remove(fault);
            return fault.Action;
        }
    }

    /// <summary>Counting begins anew with the file.</summary>
    private void ReadFile()
    {
        if (_file is null || !File.Exists(_file))
            return;
        _faults.AddRange(File.ReadAllText(_file).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Fault.Parse));
        File.Delete(_file);
        _passed.Clear();
    }
}
