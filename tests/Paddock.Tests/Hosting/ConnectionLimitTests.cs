using Paddock.Hosting;

namespace Paddock.Tests.Hosting;

public sealed class ConnectionLimitTests
{
    [Theory]
    [InlineData(256, 64)]
    [InlineData(1024, 384)]
    [InlineData(65_536, 64_896)]
    public void Some_files_are_left_for_the_program_itself(long files, long connections) => Assert.Equal(connections, ConnectionLimit.Of(files));

    [Fact]
    public void The_kernel_says_how_many_there_may_be() => Assert.InRange(ConnectionLimit.Read()!.Value, 1, long.MaxValue);
}
