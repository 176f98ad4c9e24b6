using System.Globalization;

namespace Paddock.Accounts.Api;

internal static class TooManyRequests
{
    /// <summary>Tells the client when to come back, in whole seconds, at least one.</summary>
    /// <returns>The seconds.</returns>
    public static int SetRetryAfter(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return seconds;
    }
}
