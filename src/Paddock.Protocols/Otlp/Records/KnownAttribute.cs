namespace Paddock.Protocols.Otlp;

/// <summary>What semantic conventions give a name to and rows have a column for.</summary>
public enum KnownAttribute
{
    None,
    Service,
    Release,
    Environment,
    Host,
    Route,

    /// <summary>Without its query.</summary>
    UrlPath,
    SessionId,
    DistinctId,
    HttpMethod,
    HttpStatus,
    DbSystem,
    DbStatement,
}

internal static class KnownAttributes
{
    public const int Count = (int)KnownAttribute.DbStatement + 1;

    /// <summary>The newer convention's name has the greater rank: when both are sent it has the column, and the older one stays an attribute if it says something else.</summary>
    public static (KnownAttribute Known, int Rank) Of(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("service.name"u8) => (KnownAttribute.Service, 0),
        _ when name.SequenceEqual("service.version"u8) => (KnownAttribute.Release, 0),
        _ when name.SequenceEqual("deployment.environment.name"u8) => (KnownAttribute.Environment, 1),
        _ when name.SequenceEqual("deployment.environment"u8) => (KnownAttribute.Environment, 0),
        _ when name.SequenceEqual("host.name"u8) => (KnownAttribute.Host, 0),
        _ when name.SequenceEqual("http.route"u8) => (KnownAttribute.Route, 0),
        _ when name.SequenceEqual("url.path"u8) => (KnownAttribute.UrlPath, 1),
        _ when name.SequenceEqual("http.target"u8) => (KnownAttribute.UrlPath, 0),
        _ when name.SequenceEqual("session.id"u8) => (KnownAttribute.SessionId, 0),
        _ when name.SequenceEqual("user.id"u8) => (KnownAttribute.DistinctId, 1),
        _ when name.SequenceEqual("enduser.id"u8) => (KnownAttribute.DistinctId, 0),
        _ when name.SequenceEqual("http.request.method"u8) => (KnownAttribute.HttpMethod, 1),
        _ when name.SequenceEqual("http.method"u8) => (KnownAttribute.HttpMethod, 0),
        _ when name.SequenceEqual("http.response.status_code"u8) => (KnownAttribute.HttpStatus, 1),
        _ when name.SequenceEqual("http.status_code"u8) => (KnownAttribute.HttpStatus, 0),
        _ when name.SequenceEqual("db.system.name"u8) => (KnownAttribute.DbSystem, 1),
        _ when name.SequenceEqual("db.system"u8) => (KnownAttribute.DbSystem, 0),
        _ when name.SequenceEqual("db.query.text"u8) => (KnownAttribute.DbStatement, 1),
        _ when name.SequenceEqual("db.statement"u8) => (KnownAttribute.DbStatement, 0),
        _ => default,
    };
}
