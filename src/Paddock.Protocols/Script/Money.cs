namespace Paddock.Protocols.Script;

/// <summary>What an event says of money.</summary>
internal struct Money
{
    public decimal? Amount;
    public string? Currency;

    /// <summary>Both or none: an amount of nothing in particular cannot be added up.</summary>
    public readonly (decimal? Amount, string Currency) Checked() =>
        Amount is not null && Currency is { Length: 3 } && Currency.All(char.IsAsciiLetter)
            ? (Amount, Currency.ToUpperInvariant())
            : (null, "");
}
