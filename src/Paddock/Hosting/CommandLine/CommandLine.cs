namespace Paddock.Hosting.CommandLine;

/// <summary>All verbs but <c>engine</c>, which people do not type. Without a verb, <c>serve</c>.</summary>
internal static class CommandLine
{
    /// <summary>Exit codes, as in sysexits where it has one.</summary>
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 64;

    private static readonly string[] Verbs = ["serve", "demo", "project create", "token create", "user link", "user reset-second-factor", "help", "version"];

    /// <summary>Writes answers to the standard output and problems to the standard error.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync(string[] args, Func<string[], bool, Task<int>> serve) => RunAsync(args, serve, Console.Out, Console.Error, CancellationToken.None);

    public static async Task<int> RunAsync(string[] args, Func<string[], bool, Task<int>> serve, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            return args switch
            {
                ["help" or "--help" or "-h", ..] => Help.Write(output, Help.All),
                ["version" or "--version", ..] => Help.Write(output, Product.Version),
                ["serve", .. var rest] => await Serve.RunAsync(rest, output, error, options => serve(options, false)),
                ["demo", .. var rest] => await Serve.RunAsync(Demonstration(rest), output, error, options => serve(options, true)),
                ["project", "create", .. var rest] => await ProjectCreate.RunAsync(rest, output, error, cancellation),
                ["token", "create", .. var rest] => await TokenCreate.RunAsync(rest, output, error, cancellation),
                ["user", "link", .. var rest] => await UserLink.RunAsync(rest, output, error, cancellation),
                ["user", "reset-second-factor", .. var rest] => await UserResetSecondFactor.RunAsync(rest, output, error, cancellation),
                ["project", ..] => Refuse(error, $"\"{string.Join(' ', args.Take(2))}\" is no command. There is: paddock project create NAME"),
                ["token", ..] => Refuse(error, $"\"{string.Join(' ', args.Take(2))}\" is no command. There is: paddock token create PROJECT"),
                ["user", ..] => Refuse(error, $"\"{string.Join(' ', args.Take(2))}\" is no command. There are: paddock user link, paddock user reset-second-factor"),
                [] or [['-', '-', ..], ..] => await Serve.RunAsync(args, output, error, options => serve(options, false)),
                _ => Refuse(error, Unknown(args)),
            };
        }
        catch (Exception problem) when (problem is OptionException or AdministrationException or UnauthorizedAccessException or IOException or Database.NewerDatabaseException or Database.Postgres.DatabaseAwayException)
        {
            await error.WriteLineAsync(problem.Message);
            return problem is AdministrationException refusal ? refusal.ExitCode : Failed;
        }
    }

    public static int Refuse(TextWriter error, string problem)
    {
        error.WriteLine(problem);
        error.WriteLine("See: paddock help");
        return WrongUsage;
    }

    // Apart from the real data, unless the person says where.
    private static string[] Demonstration(string[] options) =>
        options.Any(static option => option.StartsWith("--data", StringComparison.Ordinal)) ? options : [.. options, $"--data={PaddockOptions.DefaultDataDirectory()}-demo"];

    private static string Unknown(string[] args)
    {
        var typed = args[0];
        var near = Verbs.MinBy(verb => EditDistance.Between(typed, verb.Split(' ')[0]))!;
        return EditDistance.Between(typed, near.Split(' ')[0]) <= 2
            ? $"\"{typed}\" is no command. Did you mean: paddock {near}"
            : $"\"{typed}\" is no command.";
    }
}
