namespace Paddock.Accounts;

/// <summary>What makes a Django site send its errors. The SDK finds Django by itself.</summary>
internal static class DjangoPaste
{
    public static IReadOnlyList<string> Lines(string dsn) =>
    [
        "import sentry_sdk",
        "",
        $"sentry_sdk.init(dsn=\"{dsn}\")",
    ];
}
