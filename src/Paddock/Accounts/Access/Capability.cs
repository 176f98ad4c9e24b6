namespace Paddock.Accounts.Access;

/// <summary>What somebody may do in a project. <see cref="Role"/> is the table of who has which.</summary>
[Flags]
internal enum Capability
{
    None = 0,

    /// <summary>Figures, lists and graphs, without what a single visitor could be known by.</summary>
    Read = 1,

    /// <summary>Names, e-mails, ids, single log lines and events, attributes, files: whatever may say who somebody is.</summary>
    ReadPersonalData = 2,

    /// <summary>SQL over all that the project holds.</summary>
    RawSql = 4,

    /// <summary>What is done with records: resolving, assigning.</summary>
    Triage = 8,

    /// <summary>The DSN and the write keys: what a new site is connected with.</summary>
    ReadKeys = 16,

    /// <summary>Tokens for programs that may do what their maker may, or less.</summary>
    MakeTokens = 32,

    /// <summary>Name, domain, retention; making and revoking keys; everybody's tokens.</summary>
    ManageProject = 64,

    /// <summary>Inviting, roles, removing; all but owners.</summary>
    ManagePeople = 128,

    /// <summary>The same for owners.</summary>
    ManageOwners = 256,

    /// <summary>Who did what, and when.</summary>
    ReadAudit = 512,

    All = 1023,
}

internal static class Capabilities
{
    /// <summary>Whether all of <paramref name="needed"/> is there.</summary>
    public static bool Includes(this Capability held, Capability needed) => (held & needed) == needed;

    /// <summary>As screens are told: <c>["read", "readPersonalData"]</c>.</summary>
    public static string[] Names(this Capability held) =>
        [.. Enum.GetValues<Capability>().Where(one => one is not (Capability.None or Capability.All) && held.Includes(one)).Select(static one => JsonName(one.ToString()))];

    private static string JsonName(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
