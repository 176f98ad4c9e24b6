namespace Paddock.Signals.Product;

/// <summary>How much weight a claim has.</summary>
internal enum ClaimKind
{
    /// <summary>An event came with a device's id and a user's: it makes a device somebody's, never two users one.</summary>
    Identify,

    /// <summary>The client said in so many words that one id is another, whoever they are.</summary>
    Alias,

    /// <summary>As an alias, by somebody who looks at the people: it also brings together what was separated.</summary>
    Merge,
}

/// <summary>Somebody says that <paramref name="DistinctId"/> is the person that <paramref name="LeadsTo"/> is.</summary>
/// <param name="Source">The door and call, such as "segment/identify".</param>
internal readonly record struct PersonClaim(int Project, string DistinctId, string LeadsTo, ClaimKind Kind, string Source);

internal enum ClaimVerdict
{
    /// <summary>A new link.</summary>
    Links,

    /// <summary>They are one person already.</summary>
    Known,

    /// <summary>The id leads to somebody else: a device is the first user's, others who use it have their own id on their events.</summary>
    OtherUser,

    /// <summary>Both are users, and the claim is no explicit one.</summary>
    Identified,

    /// <summary>The other one leads here already.</summary>
    Circle,

    /// <summary>People took these ids apart.</summary>
    Separated,

    /// <summary>One of the ids is a word such as "undefined", or too long.</summary>
    Illegal,

    /// <summary>The person would have more than <see cref="PersonGraph.MostIds"/> ids.</summary>
    TooManyIds,

    /// <summary>The project has <see cref="PersonGraph.MostLinks"/> links.</summary>
    Full,

    /// <summary>Too many new links in a short time; the same claim may be made later.</summary>
    TooFast,
}
