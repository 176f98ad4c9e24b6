namespace Paddock.Hosting.CommandLine;

/// <summary>The options that every command takes, read as <c>serve</c> reads them.</summary>
internal static class CommandOptions
{
    public static readonly string[] Common = ["data", "base-url"];

    /// <exception cref="OptionException">One of them cannot be used.</exception>
    public static PaddockOptions Read(Arguments arguments)
    {
        var given = new Dictionary<string, string?>();
        foreach (var (option, key) in (ReadOnlySpan<(string, string)>)[("data", "data"), ("base-url", "BaseUrl")])
            if (arguments[option] is { } value)
                given[key] = value;
        return PaddockOptions.Read(new ConfigurationBuilder()
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddInMemoryCollection(given)
            .Build());
    }
}
