using System.Text.Json;
using Paddock.Accounts;
using Paddock.Tests.Accounts;

namespace Paddock.Tests.Hosting.CommandLine;

public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("paddock-test-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("serv", "Did you mean: paddock serve")]
    [InlineData("projects", "Did you mean: paddock project create")]
    [InlineData("frobnicate", "\"frobnicate\" is no command.")]
    [InlineData("project delete", "There is: paddock project create NAME")]
    [InlineData("user", "There are: paddock user link")]
    [InlineData("project create", "A project needs a name.")]
    [InlineData("project create my shop", "between quotation marks")]
    [InlineData("project create shop --domain //", "is no host")]
    [InlineData("project create shop --colour red", "There is no option --colour here.")]
    [InlineData("user link ann", "does not belong here")]
    [InlineData("token", "There is: paddock token create PROJECT")]
    [InlineData("token create", "Say which project")]
    [InlineData("serve --dta /tmp", "There is no option --dta here.")]
    [InlineData("serve now", "not \"now\"")]
    [InlineData("--port 80", "There is no option --port here.")]
    public async Task A_wrong_command_ends_with_64_and_a_hint(string typed, string hint)
    {
        var (code, output, error) = await RunAsync(typed.Split(' '));
        Assert.Equal((64, ""), (code, output));
        Assert.Contains(hint, error, StringComparison.Ordinal);
        Assert.Contains("paddock help", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("project create --help")]
    [InlineData("serve --help")]
    [InlineData("version")]
    public async Task Help_goes_to_the_output(string typed)
    {
        var (code, output, error) = await RunAsync(typed.Split(' '));
        Assert.Equal((0, ""), (code, error));
        Assert.NotEmpty(output);
    }

    [Fact]
    public async Task Without_a_server_a_project_is_made_in_the_files()
    {
        var project = await CreateAsync("My shop");
        Assert.Equal((1, "my-shop"), (project.Id, project.Slug));
        Assert.Equal($"http://{project.WriteKey}@127.0.0.1:8000/1", project.Dsn);
        Assert.Matches("^[0-9a-f]{32}$", project.WriteKey);
        Assert.Matches("^pdk_[0-9A-Za-z]{32}$", project.ApiToken);
        Assert.Equal((2, "my-shop-2"), ((await CreateAsync("My shop")) is { } second ? (second.Id, second.Slug) : default));
    }

    [Fact]
    public async Task The_text_for_people_has_what_to_paste()
    {
        var (code, output, _) = await RunAsync("project", "create", "Shop", "--data", _directory.FullName, "--base-url", "https://paddock.example.org");
        Assert.Equal(0, code);
        Assert.Matches("""sentry_sdk\.init\(dsn="https://[0-9a-f]{32}@paddock\.example\.org/1"\)""", output);
    }

    [Fact]
    public async Task With_a_server_it_makes_the_project_and_the_key_opens_at_once()
    {
        await using var installation = await Installation.StartAsync();
        Assert.Null(await installation.Get<ProjectKeys>().FindAsync("unknown", Cancellation));
        var project = await CreateAsync("Shop", installation.Data);
        Assert.Equal($"http://{project.WriteKey}@{installation.Address.Authority}/{project.Id}", project.Dsn);
        Assert.Equal(project.Id, (await installation.Get<ProjectKeys>().FindAsync(project.WriteKey, Cancellation))!.Id);
    }

    [Fact]
    public async Task The_address_of_the_last_server_is_remembered()
    {
        await using var installation = await Installation.StartAsync();
        await installation.StopAsync();
        var project = await CreateAsync("Shop", installation.Data);
        Assert.Equal($"http://{project.WriteKey}@{installation.Address.Authority}/{project.Id}", project.Dsn);
    }

    [Fact]
    public async Task A_link_for_the_first_account_works()
    {
        await using var installation = await Installation.StartAsync();
        var (code, output, _) = await RunAsync("user", "link", "--data", installation.Data);
        Assert.Equal(0, code);
        using var visitor = installation.Visit();
        Assert.Contains("Welcome to Paddock", await visitor.ReadAsync(new Uri(output).AbsolutePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_somebody_unknown_says_so_through_the_socket()
    {
        await using var installation = await Installation.StartAsync();
        using (await installation.VisitAsAdministratorAsync())
        {
            var (code, _, error) = await RunAsync("user", "link", "--email", "Bob@example.org", "--data", installation.Data);
            Assert.Equal((1, "Nobody has the e-mail bob@example.org."), (code, error.Trim()));
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("serve", "")]
    [InlineData("--data /d", "--data=/d")]
    [InlineData("demo --data /d", "demo --data=/d")]
    [InlineData("serve --urls=http://127.0.0.1:1 --base-url https://p.example", "--urls=http://127.0.0.1:1 --BaseUrl=https://p.example")]
    public async Task Serving_is_what_happens_without_a_verb(string typed, string options)
    {
        var (code, output, error) = await RunAsync(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((0, options, ""), (code, output.Trim().ReplaceLineEndings(" "), error));
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("1")]
    public async Task A_token_is_made_for_a_project_that_is_there(string project)
    {
        await CreateAsync("Shop");
        var (code, output, error) = await RunAsync("token", "create", project, "--data", _directory.FullName);
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("pdk_", output, StringComparison.Ordinal);
        var (failed, _, problem) = await RunAsync("token", "create", "shoe", "--data", _directory.FullName);
        Assert.Equal((1, "There is no project \"shoe\". There are: shop\n"), (failed, problem));
    }

    [Fact]
    public async Task Administration_is_on_the_socket_only_and_nothing_else_is()
    {
        await using var installation = await Installation.StartAsync();
        using var visitor = installation.Visit();
        using var outside = await visitor.PostFormAsync("/admin/projects", []);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, outside.StatusCode);
        using var inside = installation.Visit(Through(installation.Data));
        using var page = await inside.GetAsync("/sign-in");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(installation.Data, "paddock.sock")));
    }

    [Fact]
    public async Task The_socket_of_a_server_that_was_killed_is_no_obstacle()
    {
        using (var dead = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0))
        {
            dead.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(_directory.FullName, "paddock.sock")));
            Assert.Equal(1, (await CreateAsync("Shop")).Id);
        }
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static SocketsHttpHandler Through(string data) => new()
    {
        ConnectCallback = async (_, stop) =>
        {
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);
            await socket.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(data, "paddock.sock")), stop);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        },
    };

    private async Task<NewProject> CreateAsync(string name, string? data = null)
    {
        var (code, output, error) = await RunAsync("project", "create", name, "--json", "--data", data ?? _directory.FullName);
        Assert.True(code == 0, error);
        Assert.Single(output.TrimEnd('\n').Split('\n'));
        return JsonSerializer.Deserialize<NewProject>(output, JsonSerializerOptions.Web)!;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var code = await Paddock.Hosting.CommandLine.CommandLine.RunAsync(args, Serve, output, error, Cancellation);

        async Task<int> Serve(string[] options, bool isDemo)
        {
            if (isDemo) await output.WriteLineAsync("demo");
            foreach (var option in options) await output.WriteLineAsync(option);
            return 0;
        }
        return (code, output.ToString(), error.ToString());
    }
}
