using Paddock.Signals.Product;

namespace Paddock.Tests.Signals.Product;

/// <summary>Who is whom, by the rules: d… are devices, u… users.</summary>
public sealed class PersonGraphTests
{
    [Theory]
    [InlineData("d1>u1", "d1=u1", "Links")]
    [InlineData("d1>u1 d1>u1", "d1=u1", "Known")]
    [InlineData("d1>u1 d2>u1", "d1=u1 d2=u1", "Links")]
    [InlineData("d1>u1 d1>u2", "d1=u1 u2=u2", "OtherUser")]
    [InlineData("d1>u1 u1>u2", "d1=u1 u1=u1", "Identified")]
    [InlineData("d1>u1 u1>>u2", "d1=u2 u1=u2", "Links")]
    [InlineData("d1>u1 u1>>>u2", "d1=u2 u1=u2", "Links")]
    [InlineData("u1>>u2 d1>u1", "d1=u2", "Links")]
    [InlineData("d1>d2 d2>u1", "d1=d2 d2=d2", "Identified")]
    [InlineData("d1>d1", "d1=d1", "Known")]
    [InlineData("u1>>u2 u2>>u1", "u1=u2 u2=u2", "Circle")]
    [InlineData("u1>>u2 u2>>u3 u3>>u1", "u1=u3 u3=u3", "Circle")]
    [InlineData("u1>>u2 u2>>u3 u1>>u3", "u1=u3", "Known")]
    [InlineData("u1>>u2 u3>>u2 u1>>u3", "u1=u2", "Known")]
    [InlineData("u1>>u3 u1>>u2", "u1=u3", "OtherUser")]
    [InlineData("d1>u1 d1! d1>u1", "d1=d1", "Separated")]
    [InlineData("d1>u1 d1! d1>u2", "d1=d1", "Separated")]
    [InlineData("d1>u1 d1! d1>>u1", "d1=d1", "Separated")]
    [InlineData("d1>u1 d1! d1>>>u1", "d1=u1", "Links")]
    [InlineData("d1>u1 u1>>u2 u1! d2>u1", "d1=u1 d2=u1 u2=u2", "Links")]
    [InlineData("d1>undefined", "d1=d1", "Illegal")]
    [InlineData("null>u1", "null=null", "Illegal")]
    [InlineData("d1>u1 N/A>u1", "N/A=N/A", "Illegal")]
    public void A_claim_links_or_says_why_not(string story, string persons, string verdict)
    {
        var graph = new PersonGraph();
        var verdicts = story.Split(' ').Select(claim => PersonStories.Tell(graph, claim)).ToList();
        Assert.Equal(Enum.Parse<ClaimVerdict>(verdict), verdicts[^1]);
        foreach (var person in persons.Split(' ').Select(static text => text.Split('='))) Assert.Equal(person[1], graph.PersonOf(person[0]));
    }

    public static TheoryData<string> IllegalIds =>
        ["", " ", "00000000-0000-0000-0000-000000000000", "anon", "Anonymous", "nil", "none", "NULL", "n/a", "na", "undefined", "unknown", "0", "-1", "true", "false", "[]", "{}", "'null'", new string('x', 256)];

    [Theory]
    [MemberData(nameof(IllegalIds))]
    public void Words_for_nobody_never_link(string id)
    {
        var graph = new PersonGraph();
        Assert.Equal(ClaimVerdict.Illegal, graph.Judge(id, "u1", ClaimKind.Identify));
        Assert.Equal(ClaimVerdict.Illegal, graph.Judge("d1", id, ClaimKind.Merge));
    }

    [Fact]
    public void A_person_has_500_ids_and_no_more()
    {
        var graph = new PersonGraph();
        for (var device = 1; device < PersonGraph.MostIds; device++) Assert.Equal(ClaimVerdict.Links, PersonStories.Tell(graph, $"d{device}>u1"));
        Assert.Equal(ClaimVerdict.TooManyIds, graph.Judge("d500", "u1", ClaimKind.Identify));
        Assert.Equal(ClaimVerdict.TooManyIds, graph.Judge("u1", "u2", ClaimKind.Merge));
        Assert.Equal(PersonGraph.MostIds, graph.IdsOf("u1").Count);
        graph.Set("d7", "d7");
        Assert.Equal(ClaimVerdict.Links, graph.Judge("d500", "u1", ClaimKind.Identify));
    }

    /// <summary>Devices name one user each, users lead to users without circles: then the order and repetitions of what is said change nothing.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Shuffled_and_repeated_claims_end_in_the_same_persons(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            string[] claims =
            [
                .. Enumerable.Range(0, 30).Select(device => $"d{device}>u{random.Next(12)}"),
                .. Enumerable.Range(0, 11).Where(_ => random.Next(3) == 0).Select(user => $"u{user}>>u{random.Next(user + 1, 12)}"),
            ];
            var expected = new UnionFind();
            foreach (var (id, leadsTo) in claims.Select(PersonStories.Ids)) expected.Unite(id, leadsTo);
            var graph = new PersonGraph();
            string[] stream = [.. claims, .. claims.Where(_ => random.Next(2) == 0)];
            random.Shuffle(stream);
            foreach (var claim in stream) PersonStories.Tell(graph, claim);
            expected.AssertSame(graph);
        }
    }

    /// <summary>Whatever is said, in whatever order: persons are the components of the links that were made and not taken away, and telling it all again links nothing more.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Persons_are_what_union_find_makes_of_the_links_that_are_left(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var graph = new PersonGraph();
            var links = new Dictionary<string, string>();
            var told = new List<string>();
            for (var step = 0; step < 60; step++)
            {
                var id = RandomId();
                var claim = random.Next(6) switch { 0 => $"{id}!", 1 => $"{id}>>>{RandomId()}", 2 => $"{id}>>{RandomId()}", _ => $"{id}>{RandomId()}" };
                if (told.Count > 0 && random.Next(3) == 0) claim = told[random.Next(told.Count)];
                told.Add(claim);
                if (PersonStories.Tell(graph, claim) != ClaimVerdict.Links) continue;
                if (claim.EndsWith('!')) links.Remove(claim[..^1]);
                else links[PersonStories.Ids(claim).Id] = PersonStories.Ids(claim).LeadsTo;
                var expected = new UnionFind();
                foreach (var (from, to) in links) expected.Unite(from, to);
                expected.AssertSame(graph);
                Assert.All(links.Keys, linked => Assert.NotEqual(linked, graph.PersonOf(linked)));
            }
            var sinceLastSeparation = told.Skip(told.FindLastIndex(static claim => claim.EndsWith('!')) + 1);
            Assert.All(sinceLastSeparation, claim => Assert.NotEqual(ClaimVerdict.Links, PersonStories.Tell(graph, claim)));
        }

        string RandomId() => (random.Next(2) == 0 ? "d" : "u") + random.Next(6);
    }
}
