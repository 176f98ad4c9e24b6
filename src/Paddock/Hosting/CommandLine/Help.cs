namespace Paddock.Hosting.CommandLine;

internal static class Help
{
    public const string All =
        """
        paddock: monitoring, errors, analytics, metrics and logs of a web site, in one program.

          paddock serve [--urls http://127.0.0.1:8000] [--data DIR]
              Start the server. Without a command this is what happens.
          paddock demo [--urls …] [--data DIR]
              Serve thirty days of a made-up shop, in a data directory of its own.
          paddock project create NAME [--domain HOST] [--json] [--data DIR]
              Make a project; print its DSN, its write key and an API token. Also while the server runs.
          paddock token create PROJECT [--name NAME] [--scopes read,personal,sql,write,manage] [--data DIR]
              Print a new API token of a project, which may be named by number or by its name in addresses.
          paddock user link [--email ADDRESS] [--data DIR]
              Print a new one-time link: for the first account, or for who lost a password.
          paddock user reset-second-factor [--email ADDRESS] [--data DIR]
              Ask an account for no code any more: for who lost the app and the recovery codes.
          paddock version

        --data DIR names the data directory. Everything that can be set is set by an option or the environment:
        BaseUrl=https://paddock.example.org is how people and SDKs reach the server.
        Outbound__Allow=127.0.0.0/8,10.0.0.0/8 lets checks reach this machine or its network, which they do not otherwise.
        Exit codes: 0 done, 1 failed, 64 wrong usage, 75 the data directory is in use.
        """;

    public static int Write(TextWriter output, string text)
    {
        output.WriteLine(text);
        return CommandLine.Done;
    }
}
