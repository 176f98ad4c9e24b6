namespace Paddock.Hosting.CommandLine;

/// <summary><c>paddock token create PROJECT [--name NAME]</c></summary>
internal static class TokenCreate
{
    private const string Usage = "Write: paddock token create PROJECT [--name NAME] [--data DIR]";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var arguments = Arguments.Read(args, ["name", .. CommandOptions.Common], ["help"]);
        if (arguments.Has("help"))
            return Help.Write(output, Usage);
        if ((arguments.Problem ?? (arguments.Words.Count == 1 ? null : "Say which project: its name in addresses, or its number.")) is { } problem)
            return CommandLine.Refuse(error, $"{problem} {Usage}");

        var options = CommandOptions.Read(arguments);
        await using var administration = await Administrations.OpenAsync(options, TimeProvider.System, cancellation);
        await output.WriteLineAsync(await administration.Service.MakeTokenAsync(arguments.Words[0], arguments["name"] ?? "command line", cancellation));
        return CommandLine.Done;
    }
}
