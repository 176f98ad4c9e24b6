namespace Paddock.Protocols.Ga4;

/// <summary>What the validation of a request finds.</summary>
/// <param name="Code">One of Google's: VALUE_REQUIRED, NAME_INVALID, NAME_RESERVED, VALUE_OUT_OF_BOUNDS, EXCEEDED_MAX_ENTITIES.</param>
public sealed record Ga4Problem(string FieldPath, string Description, string Code);
