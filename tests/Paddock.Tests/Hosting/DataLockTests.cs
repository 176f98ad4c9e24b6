using Paddock.Hosting;

namespace Paddock.Tests.Hosting;

public sealed class DataLockTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("paddock-test-");

    private string Data => Path.Combine(_directory.FullName, "data");

    [Fact]
    public void One_at_a_time()
    {
        using (DataLock.TryTake(Data))
        {
            Assert.Null(DataLock.TryTake(Data));
            Assert.Contains($"({Environment.ProcessId}) uses {Data}", DataLock.TakenMessage(Data), StringComparison.Ordinal);
        }

        using var next = DataLock.TryTake(Data);
        Assert.NotNull(next);
    }

    [Fact]
    public void The_directory_is_made_for_its_owner_alone()
    {
        using var taken = DataLock.TryTake(Data);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Data));
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
