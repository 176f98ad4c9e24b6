using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Paddock.Hosting;
using Paddock.Hosting.CommandLine;

namespace Paddock.Tests.Hosting.CommandLine;

public sealed class AdministrationsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("paddock-test-");
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_directory_that_another_process_keeps_is_left_alone()
    {
        using var held = DataLock.TryTake(_directory.FullName);
        var opening = OpenAsync();
        await AdvanceUntilAsync(() => opening.IsCompleted);
        var refusal = await Assert.ThrowsAsync<AdministrationException>(() => opening);
        Assert.Equal(75, refusal.ExitCode);
        Assert.Contains($"({Environment.ProcessId}) uses {_directory.FullName}", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_directory.FullName, "paddock.db")));
    }

    [Fact]
    public async Task A_server_that_is_stopping_is_waited_for()
    {
        Task<Administrations> opening;
        using (DataLock.TryTake(_directory.FullName))
        {
            opening = OpenAsync();
            _clock.Advance(TimeSpan.FromSeconds(5));
            Assert.False(opening.IsCompleted);
        }

        await AdvanceUntilAsync(() => opening.IsCompleted);
        await using var administrations = await opening;
        Assert.IsType<Administration>(administrations.Service);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private Task<Administrations> OpenAsync() => Administrations.OpenAsync(
        PaddockOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new("data", _directory.FullName)]).Build()),
        _clock,
        TestContext.Current.CancellationToken);

    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
