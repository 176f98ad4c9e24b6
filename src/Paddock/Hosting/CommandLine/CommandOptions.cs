namespace Paddock.Hosting.CommandLine;

/// <summary>The options that every command takes, read as <c>serve</c> reads them.</summary>
internal static class CommandOptions
{
    public static readonly string[] Common = ["data", "base-url"];

    /// <summary>The name that configuration and the environment have for an option.</summary>
    public static string KeyOf(string option) => option == "base-url" ? "BaseUrl" : option;

    /// <exception cref="OptionException">One of them cannot be used.</exception>
    public static PaddockOptions Read(Arguments arguments)
    {
        var given = new Dictionary<string, string?>();
        foreach (var option in Common)
            if (arguments[option] is { } value)
                given[KeyOf(option)] = value;
        return PaddockOptions.Read(new ConfigurationBuilder()
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddInMemoryCollection(given)
            .Build());
    }
}
