namespace Paddock.Protocols.Sentry.Items;

/// <summary>The attributes that every kind of record may have.</summary>
internal static class OriginAttributes
{
    public static bool TryTake(ref SentryOrigin target, ReadOnlySpan<char> key, ReadOnlyMemory<byte> value)
    {
        switch (key)
        {
            case "sentry.environment" or "environment" or "deployment.environment.name" or "deployment.environment":
                target = target with { Environment = Either(target.Environment, value) };
                return true;
            case "sentry.release" or "release" or "sentry:release":
                target = target with { Release = Either(target.Release, value) };
                return true;
            case "host.name" or "server_name" or "sentry.server_name":
                target = target with { Host = Either(target.Host, value) };
                return true;
            case "service.name":
                target = target with { Service = Either(target.Service, value) };
                return true;
            case "user.id":
                target = target with { UserId = Either(target.UserId, value) };
                return true;
            case "user.email":
                target = target with { UserEmail = Either(target.UserEmail, value) };
                return true;
            case "user.name" or "user.username":
                target = target with { UserName = Either(target.UserName, value) };
                return true;
            case "session.id" or "session_id" or "sessionId" or "sentry.session_id":
                target = target with { SessionId = Either(target.SessionId, value) };
                return true;
            case "sentry.sdk.name":
                target = target with { SdkName = Either(target.SdkName, value) };
                return true;
            case "sentry.sdk.version":
                target = target with { SdkVersion = Either(target.SdkVersion, value) };
                return true;
            default:
                return false;
        }
    }

    /// <summary>How an SDK works inside, and addresses, which are never kept.</summary>
    public static bool SaysNothing(ReadOnlySpan<char> key) => key is
        "sentry.trace_lifecycle" or "sentry.timestamp.sequence" or "sentry.is_localhost" or "sentry.segment.id" or "sentry.idle_span_finish_reason" or "sentry.sample_rand"
        or "user.ip_address" or "client.address" or "client.port" or "network.peer.address" or "network.peer.port" or "network.local.address" or "network.local.port"
        or "net.sock.peer.addr" or "net.sock.peer.port" or "net.peer.ip" or "http.client_ip";

    /// <summary>What the record says itself, else what the one around it says; the ids are its own.</summary>
    public static SentryOrigin Merge(in SentryOrigin own, in SentryOrigin outer) => own with
    {
        Environment = Either(own.Environment, outer.Environment),
        Release = Either(own.Release, outer.Release),
        Host = Either(own.Host, outer.Host),
        Service = Either(own.Service, outer.Service),
        SessionId = Either(own.SessionId, outer.SessionId),
        UserId = Either(own.UserId, outer.UserId),
        UserEmail = Either(own.UserEmail, outer.UserEmail),
        UserName = Either(own.UserName, outer.UserName),
        SdkName = Either(own.SdkName, outer.SdkName),
        SdkVersion = Either(own.SdkVersion, outer.SdkVersion),
    };

    private static ReadOnlyMemory<byte> Either(ReadOnlyMemory<byte> known, ReadOnlyMemory<byte> value) => known.IsEmpty ? value : known;
}
