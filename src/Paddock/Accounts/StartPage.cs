namespace Paddock.Accounts;

/// <summary>The pages at which somebody may come in to a project.</summary>
internal static class StartPage
{
    public const string Home = "home", Monitoring = "monitoring", Errors = "errors", Visitors = "analytics", Product = "product", People = "product/people", Logs = "logs";

    /// <summary>Where the role says, which is what nobody has to choose.</summary>
    public const string OfRole = "";

    public static bool IsOne(string? page) => page is OfRole or Home or Monitoring or Errors or Visitors or Product or People or Logs;
}
