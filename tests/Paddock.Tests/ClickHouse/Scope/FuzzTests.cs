using System.Diagnostics;
using System.Globalization;

namespace Paddock.Tests.ClickHouse.Scope;

/// <summary>
/// Hunts for another project's rows. Every query is asked of two stores in which the asking project has the same rows and others have different ones:
/// an answer or a refusal that is not the same in both tells something of the others. No word may carry a mark of other projects,
/// not even with one of the walls away. PADDOCK_FUZZ_SECONDS and PADDOCK_FUZZ_SEED make the hunt longer, or another one.
/// </summary>
public sealed class FuzzTests(ScopeStores stores)
{
    private const int DefaultSeconds = 15;

    private static readonly Walls[] Fewer = [Walls.Tree | Walls.Filters, Walls.Tokens | Walls.Filters, Walls.Tokens | Walls.Tree];

    [Fact]
    public async Task No_query_tells_of_another_project()
    {
        var seed = Number("PADDOCK_FUZZ_SEED", 20261123);
        var length = TimeSpan.FromSeconds(Number("PADDOCK_FUZZ_SECONDS", DefaultSeconds));
        var random = new Random(seed);
        var generator = new SqlGenerator(random);
        var crowded = await stores.CrowdedAsync();
        var lonely = await stores.LonelyAsync();
        await crowded.Views.EnsureAsync(8, TestContext.Current.CancellationToken); // so that p_8 is there to be reached for
        var mutator = new SqlMutator(random, await NamesAsync(crowded));
        var clock = Stopwatch.StartNew();
        var (asked, answered) = (0, 0);
        for (; clock.Elapsed < length; asked++)
        {
            var query = random.Next(2) == 0 ? generator.Query() : mutator.Query();
            var answer = await crowded.AskAsync(query);
            var other = await lonely.AskAsync(query);
            AssertSilent(query, answer, $"query {asked} of seed {seed}");
            AssertSilent(query, other, $"query {asked} of seed {seed}");
            Assert.True(IsSame(query, answer, other), $"Query {asked} of seed {seed} depends on other projects:\n{query}\n{answer}\n{other}");
            answered += answer[0] == '[' ? 1 : 0;
            if (asked % 3 > 0)
                continue;
            var fewer = Fewer[random.Next(Fewer.Length)];
            AssertSilent(query, await LooseScope.AskAsync(crowded, query, fewer, TestContext.Current.CancellationToken), $"query {asked} of seed {seed} with the walls {fewer}");
        }
        TestContext.Current.SendDiagnosticMessage($"{asked} queries, {answered} answered, seed {seed}");
        Assert.True(answered > asked / 20, $"only {answered} of {asked} queries ran: the hunt is not worth its name");
    }

    private static void AssertSilent(string query, string answer, string what)
    {
        var tells = answer.Contains(ScopeRows.ForeignText, StringComparison.OrdinalIgnoreCase) && !query.Contains(ScopeRows.ForeignText, StringComparison.OrdinalIgnoreCase);
        tells |= answer.Contains(ScopeRows.ForeignDigits, StringComparison.Ordinal) && !query.Contains(ScopeRows.ForeignDigits, StringComparison.Ordinal);
        tells |= answer.Contains("paddock", StringComparison.OrdinalIgnoreCase) && !query.Contains("paddock", StringComparison.OrdinalIgnoreCase);
        tells |= answer.Contains("root:", StringComparison.Ordinal);
        Assert.False(tells, $"{what} tells of another project:\n{query}\n{answer}");
    }

    private static bool IsSame(string query, string answer, string other) =>
        answer == other
        || SqlGenerator.IsUnstable(query)
        || answer.StartsWith("refused: Limit", StringComparison.Ordinal) || other.StartsWith("refused: Limit", StringComparison.Ordinal)
        || (SqlGenerator.HasNoOrder(query) && (SqlGenerator.DependsOnOrder(query) || Sorted(answer) == Sorted(other)));

    private static string Sorted(string rows) => string.Join("],", rows.Split("],").Select(static row => row.Trim('[', ']')).Order(StringComparer.Ordinal));

    private static async Task<List<string>> NamesAsync(ScopeStore store)
    {
        var catalog = await store.CatalogAsync();
        return [.. catalog.Functions.Order(StringComparer.Ordinal), .. catalog.Tables.Select(static table => $"{table.Database}.{table.Name}"), .. catalog.Tables.Select(static table => table.Name)];
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
