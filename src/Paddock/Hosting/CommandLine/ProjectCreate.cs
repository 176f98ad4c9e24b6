using System.Text.Json;
using Paddock.Accounts;
using Paddock.Accounts.Api;

namespace Paddock.Hosting.CommandLine;

/// <summary><c>paddock project create NAME [--domain HOST] [--json]</c></summary>
internal static class ProjectCreate
{
    private const string Usage = "Write: paddock project create NAME [--domain HOST] [--json] [--data DIR]";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var arguments = Arguments.Read(args, ["domain", .. CommandOptions.Common], ["json", "help"]);
        if (arguments.Has("help"))
            return Help.Write(output, Usage);
        var request = new ProjectRequest(arguments.Words.Count == 1 ? arguments.Words[0] : null, arguments["domain"]);
        if ((arguments.Problem ?? WordsProblem(arguments) ?? request.Problem()) is { } problem)
            return CommandLine.Refuse(error, $"{problem} {Usage}");

        var options = CommandOptions.Read(arguments);
        await using var administration = await Administrations.OpenAsync(options, TimeProvider.System, cancellation);
        var project = await administration.Service.CreateProjectAsync(request, cancellation);
        if (arguments.Has("json"))
            await output.WriteLineAsync(JsonSerializer.Serialize(project, AccountsJson.Default.NewProject));
        else
            await WriteAsync(output, request.Clean().Name!, project);
        return CommandLine.Done;
    }

    private static string? WordsProblem(Arguments arguments) => arguments.Words.Count switch
    {
        0 => "A project needs a name.",
        1 => null,
        _ => "A name of several words goes between quotation marks.",
    };

    private static async Task WriteAsync(TextWriter output, string name, NewProject project)
    {
        string[] lines =
        [
            $"Made the project \"{name}\" (number {project.Id}, {project.Slug}).",
            "",
            $"    DSN        {project.Dsn}",
            $"    Write key  {project.WriteKey}",
            $"    API token  {project.ApiToken}   (not shown again)",
            "",
            "In the settings.py of a Django site:",
            "",
            .. DjangoPaste.Lines(project.Dsn).Select(line => line.Length == 0 ? line : "    " + line),
        ];
        foreach (var line in lines)
            await output.WriteLineAsync(line);
    }
}
