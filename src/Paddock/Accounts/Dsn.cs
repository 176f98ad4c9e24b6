using System.Globalization;

namespace Paddock.Accounts;

internal static class Dsn
{
    /// <summary>The address that a Sentry SDK is given: <c>https://KEY@host/ID</c>.</summary>
    /// <param name="baseUrl">How SDKs reach this server; a path is kept.</param>
    public static string For(Uri baseUrl, string publicKey, int projectId) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{baseUrl.Scheme}://{publicKey}@{baseUrl.Authority}{baseUrl.AbsolutePath.TrimEnd('/')}/{projectId}");
}
