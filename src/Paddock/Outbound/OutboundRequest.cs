namespace Paddock.Outbound;

/// <summary>One call to a host that somebody named.</summary>
internal sealed record OutboundRequest(Uri Url, HttpMethod Method)
{
    /// <summary>Sent to the origin of <see cref="Url"/> only: another one behind a redirect may not see them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Which status is an answer even when it is a redirect.</summary>
    public Func<int, bool> IsAnswer { get; init; } = static _ => false;

    /// <summary>For the whole call, redirects included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public int MostRedirects { get; init; } = 5;

    /// <summary>Bytes of the answer's body that are read; the rest is left.</summary>
    public int MostBody { get; init; } = 1 << 20;
}

/// <summary>What came of it. Failures are values: a site that is down is nothing exceptional.</summary>
internal sealed record OutboundResult
{
    /// <summary>One of <see cref="OutboundFailure"/>; null: there was an answer.</summary>
    public string? Failure { get; init; }

    public string Detail { get; init; } = "";

    public int Status { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>The body was longer than what was read.</summary>
    public bool IsCut { get; init; }

    public required OutboundPhases Phases { get; init; }
}

/// <summary>Where the time went, over all redirects. What was never reached is zero.</summary>
internal sealed class OutboundPhases
{
    public TimeSpan Resolving { get; set; }
    public TimeSpan Connecting { get; set; }
    public TimeSpan Tls { get; set; }

    /// <summary>From the connection to the head of the answer.</summary>
    public TimeSpan Waiting { get; set; }

    public TimeSpan Reading { get; set; }
    public TimeSpan Total { get; set; }
    public int Redirects { get; set; }

    /// <summary>The last one connected to.</summary>
    public string Address { get; set; } = "";

    /// <summary>Of the last certificate that was shown.</summary>
    public DateTimeOffset? CertificateExpiresAt { get; set; }
}
