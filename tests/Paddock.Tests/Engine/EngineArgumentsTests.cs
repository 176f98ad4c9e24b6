using Paddock.Engine;

namespace Paddock.Tests.Engine;

public sealed class EngineArgumentsTests
{
    [Fact]
    public void Paths_become_absolute()
    {
        var arguments = EngineArguments.Parse(["--data", "here", "--socket", "s"], out _)!;
        Assert.Equal(Path.GetFullPath("here/engine"), arguments.Directory);
        Assert.Equal(Path.GetFullPath("s"), arguments.Socket);
    }

    [Theory]
    [InlineData("--data", "d")]
    [InlineData("--socket", "s")]
    [InlineData("--data", "d", "--listen", "0.0.0.0:8123")]
    [InlineData("--data", "d", "--listen", "127.0.0.1:8123", "--memory", "much")]
    [InlineData("--data", "d", "--listen", "127.0.0.1:8123", "--unknown", "x")]
    [InlineData("--data", "d", "--listen", "127.0.0.1:8123", "--memory")]
    public void What_makes_no_sense_is_refused_with_the_usage(params string[] arguments)
    {
        Assert.Null(EngineArguments.Parse(arguments, out var message));
        Assert.Contains("paddock engine --data DIR", message);
    }

    [Theory]
    [InlineData(1, 512)]
    [InlineData(4, 1024)]
    [InlineData(16, 4096)]
    [InlineData(256, 8192)]
    public void Memory_follows_the_machine(long gigabytes, long megabytes) => Assert.Equal(megabytes << 20, EngineMemory.Of(gigabytes << 30));
}
