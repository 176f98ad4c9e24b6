using Paddock.Testing;

namespace Paddock.ProcessTests;

public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("paddock-test-");

    [Fact]
    public async Task Commands_are_answered_with_exit_codes()
    {
        Assert.Equal((0, "0.1.0\n", ""), await PaddockProcess.RunAsync("version"));
        var (code, output, error) = await PaddockProcess.RunAsync("projct", "create", "Shop");
        Assert.Equal((64, ""), (code, output));
        Assert.Contains("Did you mean: paddock project create", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_is_made_without_a_server_in_one_line_of_JSON()
    {
        var (code, output, error) = await PaddockProcess.RunAsync("project", "create", "Shop", "--domain", "shop.example.org", "--json", "--data", _directory.FullName);
        Assert.Equal((0, ""), (code, error));
        Assert.Matches("""^\{"id":1,"slug":"shop","dsn":"http://([0-9a-f]{32})@127\.0\.0\.1:8000/1","writeKey":"\1","apiToken":"pdk_\w{32}"\}\n$""", output);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
