using Paddock.ClickHouse.Scope;

namespace Paddock.Tests.ClickHouse.Scope;

public sealed class AttackTests(ScopeStores stores)
{
    public static TheoryData<RefusalReason, string> Attempts => new(Attacks.All);

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task An_attack_is_refused_with_its_reason(RefusalReason reason, string query)
    {
        var store = await stores.CrowdedAsync();
        var result = await store.Sql.AskAsync(ScopeRows.Project, query, [], TestContext.Current.CancellationToken);
        Assert.NotNull(result.Refusal);
        Assert.Equal(reason, result.Refusal.Reason);
        Assert.DoesNotContain(ScopeRows.ForeignText, result.Refusal.Message);
    }

    [Fact]
    public void There_are_at_least_a_hundred_attacks() => Assert.True(Attacks.All.Length >= 100);
}
