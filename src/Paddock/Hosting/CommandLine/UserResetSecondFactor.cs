using Paddock.Accounts;

namespace Paddock.Hosting.CommandLine;

/// <summary><c>paddock user reset-second-factor [--email ADDRESS]</c></summary>
internal static class UserResetSecondFactor
{
    private const string Usage = "Write: paddock user reset-second-factor [--email ADDRESS] [--data DIR]";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var arguments = Arguments.Read(args, ["email", .. CommandOptions.Common], ["help"]);
        if (arguments.Has("help"))
            return Help.Write(output, Usage);
        if ((arguments.Problem ?? (arguments.Words.Count > 0 ? $"\"{arguments.Words[0]}\" does not belong here." : null)) is { } problem)
            return CommandLine.Refuse(error, $"{problem} {Usage}");

        var options = CommandOptions.Read(arguments);
        await using var administration = await Administrations.OpenAsync(options, TimeProvider.System, cancellation);
        var email = arguments["email"] is { } address ? EmailAddress.Normalize(address) : null;
        await output.WriteLineAsync($"{await administration.Service.ResetSecondFactorAsync(email, cancellation)} signs in with the password alone.");
        return CommandLine.Done;
    }
}
