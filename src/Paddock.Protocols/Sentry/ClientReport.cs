namespace Paddock.Protocols.Sentry;

/// <summary>Events that a client says it dropped before sending.</summary>
/// <param name="Category">Sentry's data category: error, transaction, log_item…</param>
public readonly record struct ClientReport(string Reason, string Category, ulong Quantity)
{
    public const int MaximumEntries = 100;

    /// <summary>Reads the payload of a client_report item; false when it is not one. Entries that make no sense are left out.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out IReadOnlyList<ClientReport> reports) => throw new NotImplementedException();
}
