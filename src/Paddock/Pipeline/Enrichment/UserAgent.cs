namespace Paddock.Pipeline.Enrichment;

/// <summary>What a User-Agent header says; "" for what it does not.</summary>
/// <param name="Browser">As people call it, whatever the device: Chrome, Safari, Firefox.</param>
/// <param name="BrowserVersion">The major one.</param>
/// <param name="Device">One of <see cref="Devices"/>.</param>
/// <param name="BotReason">Why it is taken for a robot; "" for a person.</param>
internal sealed record UserAgent(string Browser, string BrowserVersion, string Os, string OsVersion, string Device, string BotReason)
{
    public bool IsBot => BotReason.Length > 0;
}

internal static class Devices
{
    public const string Desktop = "desktop", Mobile = "mobile", Tablet = "tablet", Bot = "bot";
}

/// <summary>A closed list, as the words stand in rows.</summary>
internal static class BotReasons
{
    public const string UserAgent = "user_agent", NoUserAgent = "no_user_agent", WebDriver = "webdriver";

    /// <summary>The test of the page Connection: nobody came.</summary>
    public const string Test = "test";

    /// <summary>The page that the test is about; no site has it.</summary>
    public const string TestPage = "/paddock-test/";
}
