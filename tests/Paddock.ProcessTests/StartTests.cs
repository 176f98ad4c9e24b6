using System.Net;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>What people meet when they start the program in a way that does not work, or look where nothing is.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("--urls", "http://192.0.2.1:8000", "Say where to listen")]
    [InlineData("--urls", "https://127.0.0.1:0", "let a proxy in front speak TLS")]
    [InlineData("--data", "", "write the folder")]
    [InlineData("--Engine:Memory", "1K", "at least 256M")]
    [InlineData("--urls", "", "write an address")]
    public async Task What_cannot_work_is_said_in_a_sentence(string option, string value, string said)
    {
        var data = Directory.CreateTempSubdirectory("paddock-");
        string[] arguments = option == "--data" ? ["serve", option, value] : ["serve", "--data", data.FullName, option, value];
        var (code, _, error) = await PaddockProcess.RunAsync(arguments);
        data.Delete(recursive: true);
        Assert.Equal(1, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_the_way_out()
    {
        await using var first = await PaddockProcess.ServeAsync();
        await using var second = await PaddockProcess.ServeAsync(url: first.Url, waitUntilReady: false);
        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.Contains("Say where to listen", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_reads_what_is_kept_and_a_wrong_method_is_no_fault_of_ours()
    {
        var data = Directory.CreateTempSubdirectory("paddock-");
        data.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        await using var server = await PaddockProcess.ServeAsync(data.FullName);
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        var kept = Directory.GetFileSystemEntries(data.FullName).Where(static entry => Path.GetFileName(entry) is not ("lock" or "paddock.pid"));
        Assert.All(kept, entry => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(entry) & others));
        using var answer = await server.Http.GetAsync("/api/v1/projects/1/sql");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }
}
