using System.Diagnostics;

namespace Paddock.Testing;

/// <summary>The real sentry-cli, told only what its users tell it: where the server is, the project, and a token.</summary>
internal sealed class SentryCli(Uri server, CreatedProject project)
{
    private static readonly string Program = Path.Combine(PaddockProcess.RepositoryRoot, "tests", "Paddock.ProcessTests", "node_modules", "@sentry", "cli-linux-x64", "bin", "sentry-cli");

    /// <returns>Its exit code, and all that it printed.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("SENTRY_URL", server.ToString().TrimEnd('/')), ("SENTRY_ORG", "acme"), ("SENTRY_PROJECT", project.Slug), ("SENTRY_AUTH_TOKEN", project.ApiToken), ("SENTRY_DISABLE_UPDATE_CHECK", "1"), ("HOME", directory),
        ]) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Eventually.Deadline);
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Runs it, and expects success.</summary>
    public async Task<string> DoAsync(string directory, params string[] arguments)
    {
        var (code, output) = await RunAsync(directory, arguments);
        Assert.True(code == 0, output);
        return output;
    }
}
