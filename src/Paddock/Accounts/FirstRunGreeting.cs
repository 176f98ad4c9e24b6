namespace Paddock.Accounts;

/// <param name="Link">Works once, and only until somebody has an account.</param>
/// <param name="Dsn">Of the project that is there first.</param>
internal sealed record FirstRunGreeting(Uri Link, string ProjectName, string Dsn)
{
    /// <summary>What to print, line by line.</summary>
    public IReadOnlyList<string> Lines() =>
    [
        "Welcome to Paddock. Make the first account here (works once, for 24 hours):",
        "",
        $"    {Link}",
        "",
        $"To send the errors of a Django site to the project \"{ProjectName}\", paste into its settings.py:",
        "",
        .. DjangoPaste.Lines(Dsn).Select(line => line.Length == 0 ? line : "    " + line),
        "",
    ];
}
