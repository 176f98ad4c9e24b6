using System.Collections.Frozen;
using static Paddock.Accounts.Access.Capability;

namespace Paddock.Accounts.Access;

/// <summary>What a person is in one project. This is the whole table; docs/guides/people-and-roles.md says it to people. An administrator of the server may do all, everywhere.</summary>
internal sealed record Role(string Name, Capability Can)
{
    public static readonly Role Owner = new("owner", All);
    public static readonly Role Admin = new("admin", All & ~ManageOwners);
    public static readonly Role Member = new("member", Read | ReadPersonalData | RawSql | Triage | ReadKeys | MakeTokens);
    public static readonly Role Viewer = new("viewer", Read | ReadPersonalData | RawSql);
    public static readonly Role Support = new("support", Read);
    public static readonly Role Marketing = new("marketing", Read);

    /// <summary>Most power first, as screens offer them.</summary>
    public static readonly IReadOnlyList<Role> Everything = [Owner, Admin, Member, Viewer, Support, Marketing];

    private static readonly FrozenDictionary<string, Role> ByName = Everything.ToFrozenDictionary(static role => role.Name);

    public static IEnumerable<string> Names => Everything.Select(static role => role.Name);

    /// <returns>Null: there is no such role, and it may do nothing.</returns>
    public static Role? Find(string? name) => name is null ? null : ByName.GetValueOrDefault(name);

    /// <summary>What somebody needs to give this role to others, or to take it from them.</summary>
    public Capability ToGive => this == Owner ? ManagePeople | ManageOwners : ManagePeople;
}
