namespace Paddock.Protocols.Prometheus;

/// <summary>Of remote write.</summary>
public enum RemoteWriteVersion
{
    First,
    Second,
}

/// <summary>Which version a Content-Type announces.</summary>
public static class RemoteWriteType
{
    /// <summary>Null: neither. Without any type it is the first: older senders say none.</summary>
    public static RemoteWriteVersion? Of(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType)) return RemoteWriteVersion.First;
        var parts = contentType.Split(';', StringSplitOptions.TrimEntries);
        if (!parts[0].Equals("application/x-protobuf", StringComparison.OrdinalIgnoreCase)) return null;
        var proto = Array.Find(parts, static part => part.StartsWith("proto=", StringComparison.OrdinalIgnoreCase));
        return proto?["proto=".Length..].Trim('"') switch
        {
            null or "prometheus.WriteRequest" => RemoteWriteVersion.First,
            "io.prometheus.write.v2.Request" => RemoteWriteVersion.Second,
            _ => null,
        };
    }
}
