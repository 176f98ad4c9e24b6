using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Demo;

/// <summary>What a deployment script told of the shop's releases: who changed what, and when it went out. The sale in 1.5.0 is what breaks the checkout, and the hot fix mends it.</summary>
internal static class DemoReleases
{
    private const string Repository = "saddles/shop";

    private static readonly (string Release, string Author, string Message, string Files)[] Commits =
    [
        ("shop@1.4.2", "Jan Marten", "Prices with the tax of the country they go to", "shop/pricing.py\nshop/tests/test_pricing.py"),
        ("shop@1.4.2", "Ines Oxer", "Order history: newest first", "store/orders.py\ntemplates/orders.html"),
        ("shop@1.5.0", "Kim Rider", "Warn of slow replies of the stock", "shop/stock.py"),
        ("shop@1.5.0", "Ines Oxer", "Autumn sale: discounts by the cart's own articles", "shop/pricing.py\nshop/models.py\ntemplates/cart.html"),
        ("shop@1.5.0", "Jan Marten", "Gloves in winter colours", "templates/product.html"),
        ("shop@1.5.1", "Ines Oxer", "Carts that have nothing but articles on sale", "shop/pricing.py\nshop/tests/test_pricing.py"),
    ];

    public static async Task AddAsync(PaddockDb db, int project, DateTimeOffset end, CancellationToken cancel)
    {
        foreach (var (daysAgo, version) in DemoStory.Releases)
        {
            var at = end.AddDays(-daysAgo);
            var release = new ReleaseRow { ProjectId = project, Version = version, Url = "", CreatedAt = at, ReleasedAt = at };
            db.Releases.Add(release);
            await db.SaveChangesAsync(cancel);
            db.ReleaseCommits.AddRange(Commits.Where(commit => commit.Release == version).Reverse().Select((commit, number) => new ReleaseCommitRow
            {
                ReleaseId = release.Id,
                Number = number,
                Sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(commit.Message)))[..40],
                Repository = Repository,
                Author = commit.Author,
                Email = $"{commit.Author.Split(' ')[0].ToLowerInvariant()}@{DemoStory.Domain}",
                Message = commit.Message,
                Files = commit.Files,
                At = at.AddHours(-2 - (5 * number)),
            }));
            db.Deploys.Add(new DeployRow { ReleaseId = release.Id, Environment = "production", Name = "", Url = "", StartedAt = at.AddMinutes(-3), FinishedAt = at });
        }
    }
}
