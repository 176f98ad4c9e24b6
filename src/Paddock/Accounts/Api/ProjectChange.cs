using Paddock.Accounts.Access;
using Paddock.Database.Rows;

namespace Paddock.Accounts.Api;

/// <summary>What is to be changed; null: as it is.</summary>
/// <param name="Domain">Empty: none.</param>
/// <param name="RetentionDays">For records that come from now on; what is stored keeps the days it came with.</param>
internal sealed record ProjectChange(string? Name = null, string? Domain = null, int? RetentionDays = null)
{
    private const int MostDays = 3650;

    public string? Problem(ProjectAccess project) =>
        RetentionDays is < 1 or > MostDays ? $"retentionDays: write 1 to {MostDays}." : Wanted(project.Name, project.Domain).Problem();

    /// <summary>Changes the row.</summary>
    /// <returns>From what to what, in words; empty when nothing changed.</returns>
    public string Apply(ProjectRow row)
    {
        var (name, domain) = Wanted(row.Name, row.Domain).Clean();
        var days = RetentionDays ?? row.RetentionDays;
        List<string> changes = [];
        if (row.Name != name) changes.Add($"name {row.Name} → {name}");
        if (row.Domain != domain) changes.Add($"domain {row.Domain ?? "none"} → {domain ?? "none"}");
        if (row.RetentionDays != days) changes.Add($"retention {row.RetentionDays} → {days} days");
        (row.Name, row.Domain, row.RetentionDays) = (name!, domain, days);
        return string.Join(", ", changes);
    }

    private ProjectRequest Wanted(string name, string? domain) => new(Name ?? name, Domain ?? domain);
}
