namespace Paddock.Protocols.Sentry;

/// <summary>Who sends: the key of a project, and the SDK as it calls itself.</summary>
/// <param name="Key">32 lower-case hex digits.</param>
/// <param name="Client">For example "sentry.python/1.9.10", or null.</param>
public readonly record struct SentryAuth(string Key, string? Client)
{
    /// <summary>Reads the first form that holds a key: X-Sentry-Auth, Authorization (Sentry, Bearer, Basic, ApiKey), then the query string.</summary>
    /// <param name="sentryAuthHeader">X-Sentry-Auth, or null.</param>
    /// <param name="authorizationHeader">Authorization, or null.</param>
    /// <param name="queryString">With or without its "?", or null.</param>
    public static bool TryRead(string? sentryAuthHeader, string? authorizationHeader, string? queryString, out SentryAuth auth) => throw new NotImplementedException();

    /// <summary>Reads the key out of a DSN, as the header of a tunnelled envelope carries it; also its project, the last part of the path.</summary>
    public static bool TryReadDsn(string? dsn, out SentryAuth auth, out string project) => throw new NotImplementedException();
}
