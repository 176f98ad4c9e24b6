using System.Collections.Frozen;
using static Paddock.Accounts.Access.Capability;

namespace Paddock.Accounts.Access;

/// <summary>
/// What an API token may do, in the words of who makes it. A token has what its scopes allow <i>and</i> its maker may do at this moment. There is no scope for people, tokens, keys and
/// the audit log: a leaked token must not be able to make another.
/// </summary>
internal static class TokenScope
{
    /// <summary>What a project's first token, and one made by the command line, has unless it is said.</summary>
    public static readonly string[] Usual = ["read", "personal", "sql", "write"];

    private static readonly FrozenDictionary<string, Capability> Table = new Dictionary<string, Capability>
    {
        ["read"] = Read,
        ["personal"] = Read | ReadPersonalData,
        ["sql"] = Read | ReadPersonalData | RawSql,
        ["write"] = Read | Triage,
        ["manage"] = Read | ManageProject,
    }.ToFrozenDictionary();

    public static readonly string[] Names = ["read", "personal", "sql", "write", "manage"];

    /// <param name="scopes">As stored: names with commas between.</param>
    public static Capability Of(string scopes) => Of(List(scopes));

    public static Capability Of(IEnumerable<string> scopes) => scopes.Aggregate(None, static (all, name) => all | Table.GetValueOrDefault(name));

    public static string[] List(string scopes) => scopes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <returns>What is wrong with the scopes that somebody asks for; null when they will do.</returns>
    public static string? Problem(IReadOnlyCollection<string> scopes, Capability maker) =>
        scopes.Count == 0 || scopes.Any(static scope => !Table.ContainsKey(scope)) ? $"scopes: write one or more of {string.Join(", ", Names)}."
        : !maker.Includes(Of(scopes)) ? "A token can do no more than who makes it."
        : null;
}
