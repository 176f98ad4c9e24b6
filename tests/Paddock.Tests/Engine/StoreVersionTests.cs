using Paddock.Engine.Store;

namespace Paddock.Tests.Engine;

public sealed class StoreVersionTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("paddock-").FullName;

    [Fact]
    public void A_new_store_and_one_of_the_same_version_are_opened()
    {
        Assert.Null(StoreVersion.Refusal(_directory, "26.7.3"));
        StoreVersion.Write(_directory, "26.7.3");
        Assert.Null(StoreVersion.Refusal(_directory, "26.7.3"));
    }

    [Fact]
    public void An_older_store_is_opened_and_then_is_of_this_version()
    {
        StoreVersion.Write(_directory, "26.7.3");
        Assert.Null(StoreVersion.Refusal(_directory, "26.10.1"));
        StoreVersion.Write(_directory, "26.10.1");
        Assert.NotNull(StoreVersion.Refusal(_directory, "26.7.3"));
    }

    [Fact]
    public void What_is_no_version_is_refused()
    {
        File.WriteAllText(Path.Combine(_directory, "version"), "soon");
        Assert.Contains("\"soon\"", StoreVersion.Refusal(_directory, "26.7.3"));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
