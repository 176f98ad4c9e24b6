using Paddock.Accounts.Access;

namespace Paddock.Hosting.CommandLine;

/// <summary><c>paddock token create PROJECT [--name NAME] [--scopes SCOPES]</c></summary>
internal static class TokenCreate
{
    private const string Usage = "Write: paddock token create PROJECT [--name NAME] [--scopes read,personal,sql,write,manage] [--data DIR]";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var arguments = Arguments.Read(args, ["name", "scopes", .. CommandOptions.Common], ["help"]);
        if (arguments.Has("help"))
            return Help.Write(output, Usage);
        if ((arguments.Problem ?? (arguments.Words.Count == 1 ? null : "Say which project: its name in addresses, or its number.")) is { } problem)
            return CommandLine.Refuse(error, $"{problem} {Usage}");

        var scopes = arguments["scopes"] is { } said ? TokenScope.List(said) : TokenScope.Usual;
        if (TokenScope.Problem(scopes, Capability.All) is { } wrong)
            return CommandLine.Refuse(error, $"{wrong} {Usage}");

        var options = CommandOptions.Read(arguments);
        await using var administration = await Administrations.OpenAsync(options, TimeProvider.System, cancellation);
        await output.WriteLineAsync(await administration.Service.MakeTokenAsync(arguments.Words[0], arguments["name"] ?? "command line", scopes, cancellation));
        return CommandLine.Done;
    }
}
