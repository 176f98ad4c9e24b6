namespace Paddock.ProcessTests.Engine;

/// <summary>A data directory of its own, gone with the test.</summary>
internal sealed class TestStore : IDisposable
{
    internal string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("paddock-engine-").FullName;

    internal string Socket => Path.Combine(Directory, "engine.sock");

    internal string EngineDirectory => Path.Combine(Directory, "engine");

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
