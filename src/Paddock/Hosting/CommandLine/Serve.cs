namespace Paddock.Hosting.CommandLine;

/// <summary>What stands behind <c>paddock serve</c>, checked: an option that is misspelt must not be one that is not set.</summary>
internal static class Serve
{
    private static readonly string[] Options = [.. CommandOptions.Common, "urls", "proxies", "ClickHouse:Url", "Engine:Memory", "Journal:Limit", "Journal:FreeDiskReserve", "BaseUrl"];

    /// <param name="given">behind the verb</param>
    /// <param name="output">for help</param>
    /// <param name="error">for what is wrong</param>
    /// <param name="run">gets the options as configuration reads them</param>
    public static Task<int> RunAsync(string[] given, TextWriter output, TextWriter error, Func<string[], Task<int>> run)
    {
        var arguments = Arguments.Read(given, Options, ["help"]);
        if (arguments.Problem is { } problem) return Task.FromResult(CommandLine.Refuse(error, problem));
        if (arguments.Has("help")) return Task.FromResult(Help.Write(output, Help.All));
        if (arguments.Words is [var word, ..]) return Task.FromResult(CommandLine.Refuse(error, $"serve takes options only, not \"{word}\"."));
        return run([.. arguments.Options.Select(static option => $"--{CommandOptions.KeyOf(option.Key)}={option.Value}")]);
    }
}
