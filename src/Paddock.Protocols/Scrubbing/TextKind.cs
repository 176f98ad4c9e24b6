namespace Paddock.Protocols.Scrubbing;

/// <summary>What a string is decides how hard it is scrubbed.</summary>
internal enum TextKind
{
    /// <summary>Prose, SQL, URLs, names: secrets are cut out where their shape shows them, the rest stays readable.</summary>
    Prose,

    /// <summary>A line of source: as prose, but an assignment counts only when its value is a literal in quotes.</summary>
    Code,

    /// <summary>A value that an application attached: as prose, and where a secret is mentioned without a shape that shows it, the whole value goes.</summary>
    Data,
}
