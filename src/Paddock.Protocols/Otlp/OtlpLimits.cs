namespace Paddock.Protocols.Otlp;

/// <summary>How much of a thing an OTLP request may bring. What is too long is cut, what is too many is left out and counted.</summary>
public static class OtlpLimits
{
    /// <summary>Of a request, decompressed.</summary>
    public const int BodyBytes = 32 * 1024 * 1024;

    /// <summary>Log records, spans or data points of a request; those behind them are counted as <see cref="OtlpResult.OverLimit"/>.</summary>
    public const int Records = 100_000;

    /// <summary>Of a record, of its scope and of its resource each.</summary>
    public const int Attributes = 128;

    public const int KeyBytes = 200;

    /// <summary>Of a text. A list or map, which becomes JSON, begins no element behind it.</summary>
    public const int ValueBytes = 16 * 1024;

    /// <summary>A log's body holds stack traces.</summary>
    public const int BodyTextBytes = 64 * 1024;

    /// <summary>Of the names of spans, scopes, events and metrics.</summary>
    public const int NameBytes = 1024;

    /// <summary>Of units and levels.</summary>
    public const int WordBytes = 64;

    /// <summary>Lists and maps within each other; what is deeper becomes "…".</summary>
    public const int Depth = 16;

    /// <summary>Of a span's events in JSON, and of its links: none begins behind it.</summary>
    public const int DetailBytes = 64 * 1024;

    /// <summary>Of one histogram: two times the 160 at which SDKs halve the resolution.</summary>
    public const int Buckets = 320;

    /// <summary>Of one summary.</summary>
    public const int Quantiles = 100;
}
