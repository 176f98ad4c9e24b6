using System.Diagnostics;
using System.Globalization;
using Paddock.Engine;

namespace Paddock.Hosting.Engine;

/// <summary>How the engine's process is started.</summary>
/// <param name="DataDirectory">Paddock's; the engine keeps to `engine` in it.</param>
/// <param name="Memory">Bytes, or null: sized to the machine.</param>
internal sealed record EngineCommand(string DataDirectory, long? Memory)
{
    private const string FaultVariable = "PADDOCK_FAULT";

    /// <summary>All that the engine inherits of Paddock's environment, in which there may be passwords.</summary>
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "DOTNET_ROOT", "PADDOCK_LIBCHDB", FaultVariable];

    /// <summary>Of the program itself.</summary>
    internal string Executable { get; init; } = Path.Combine(AppContext.BaseDirectory, "paddock");

    internal string Socket { get; } = EngineSocket.PathFor(Path.GetFullPath(DataDirectory));

    /// <summary>Environment variables for tests.</summary>
    internal Dictionary<string, string> Environment { get; init; } = [];

    internal ProcessStartInfo StartInfo(bool first)
    {
        Directory.CreateDirectory(DataDirectory);
        var start = new ProcessStartInfo(Executable, Arguments())
        {
            WorkingDirectory = DataDirectory,
            RedirectStandardInput = true, // the control pipe: the engine stops when it closes
            RedirectStandardOutput = true, // "ready"
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(Inherited).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in Frugal.Concat(Environment))
            start.Environment[name] = value;
        if (!first)
            start.Environment.Remove(FaultVariable); // an injected death would repeat itself for ever
        return start;
    }

    private string[] Arguments()
    {
        // Memory is always said: the engine would take the limit of its own small heap for the size of the machine.
        return ["engine", "--data", Path.GetFullPath(DataDirectory), "--socket", Socket, "--parent", Text(System.Environment.ProcessId), "--memory", Text(Memory ?? EngineMemory.Default())];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>.NET in the engine's process only passes bytes on: a small heap does, and memory is for ClickHouse.</summary>
    private static readonly Dictionary<string, string> Frugal = new()
    {
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_GCgen0size"] = "0x400000",
        ["DOTNET_GCHeapHardLimit"] = "0x10000000",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_EnableDiagnostics"] = "0",
        ["MALLOC_ARENA_MAX"] = "2",
    };
}
