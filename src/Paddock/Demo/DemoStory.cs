namespace Paddock.Demo;

/// <summary>
/// Thirty days of a shop for saddles, the same every time but for their dates: they end with the last full hour. What there is to find:
/// release 1.5.0 breaks the checkout for carts on sale, and 1.5.1 mends it; nobody from the US can order, in any release. Whoever meets either leaves a cart unpaid: its value
/// is in "checkout started", and unless they come back within a day it is a lost sale of that issue. A warning is logged since 1.5.0; the order history asks the database once
/// for each order; the search waits for one slow query; the shop is away for forty minutes; one night its stock is not counted; one campaign brings
/// many visitors who buy little, another few who buy much.
/// </summary>
internal static class DemoStory
{
    public const int Days = 30;
    public const string Domain = "saddles.example";
    public const string ProjectName = "Saddle and Tack";

    /// <summary>Days before the end, and the release that was out from then on.</summary>
    public static readonly (double DaysAgo, string Release)[] Releases = [(30, "shop@1.4.2"), (6.1, "shop@1.5.0"), (4.3, "shop@1.5.1")];

    /// <summary>Days before the end at which nobody got an answer.</summary>
    public static readonly (double From, double To) Outage = (12.40, 12.3725);

    public static readonly DemoProduct[] Products =
    [
        new("saddle", "Dressage saddle", 1190, false), new("jumping-saddle", "Jumping saddle", 990, false), new("bridle", "Bridle", 129, false), new("girth", "Girth", 59, true),
        new("stirrups", "Stirrups", 79, true), new("helmet", "Helmet", 149, false), new("gloves", "Gloves", 24, true), new("brush", "Brush", 9, true), new("rug", "Winter rug", 89, false),
    ];

    private static readonly string[] FirstNames = ["Ann", "Bea", "Carl", "Dora", "Emil", "Fay", "Gus", "Hanna", "Ines", "Jan", "Kim"];
    private static readonly string[] LastNames = ["Almond", "Bridle", "Canter", "Dressler", "Farrier", "Gallop", "Hayward", "Marten", "Oxer", "Paddon", "Rider", "Stirling", "Trotter"];

    /// <summary>Where visitors come from: share, marks of the address, referrer, and how eagerly they buy (1: as all do).</summary>
    public static readonly DemoSource[] Sources =
    [
        new(0.34, "", "", "", "", "", "Direct", 1.1),
        new(0.30, "", "", "", "https://www.google.com/", "Google", "Organic Search", 1.0),
        new(0.10, "google", "cpc", "saddles", "https://www.google.com/", "Google", "Paid Search", 0.7),
        new(0.12, "instagram", "paid-social", "autumn-looks", "https://www.instagram.com/", "Instagram", "Paid Social", 0.25),
        new(0.06, "newsletter", "email", "autumn-sale", "", "newsletter", "Email", 2.6),
        new(0.08, "", "", "", "https://stable-talk.example/threads/12", "stable-talk.example", "Referral", 1.2),
    ];

    public static readonly DemoBrowser[] Browsers =
    [
        new("Chrome", "141", "Windows", "11", "desktop", "1920x1080", 0.31), new("Safari", "18", "iOS", "18", "mobile", "390x844", 0.27), new("Chrome Mobile", "141", "Android", "15", "mobile", "412x915", 0.18),
        new("Safari", "18", "macOS", "15", "desktop", "1512x982", 0.12), new("Firefox", "144", "Linux", "", "desktop", "1920x1200", 0.07), new("Edge", "141", "Windows", "11", "desktop", "1536x864", 0.05),
    ];

    public static readonly (string Country, string Language, double Share)[] Countries = [("DE", "de", 0.46), ("AT", "de", 0.14), ("NL", "nl", 0.12), ("GB", "en", 0.11), ("US", "en", 0.09), ("FR", "fr", 0.08)];

    /// <summary>Visitors an hour: more by day than by night, more at the weekend, a little more each week. All thirty days leave some 1,100,000 records.</summary>
    public static double VisitorsAt(DateTimeOffset time, double daysAgo)
    {
        var day = 1 + (time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.35 : 0);
        var hour = 0.15 + Math.Pow(Math.Max(0, Math.Sin((time.Hour - 6) / 24.0 * 2 * Math.PI * 0.75)), 1.2);
        return 62 * day * hour * (1 + (Days - daysAgo) / 100);
    }

    /// <summary>What the shop knows of its customer of this number; all of the first 143 are called differently.</summary>
    public static (string Name, string Email) CustomerOf(int number)
    {
        var (first, last) = (FirstNames[number % FirstNames.Length], LastNames[number % LastNames.Length]);
        return ($"{first} {last}", $"{first}.{last}.{number}@riders.example".ToLowerInvariant());
    }

    public static string ReleaseAt(double daysAgo) => Releases.Last(release => daysAgo <= release.DaysAgo).Release;

    /// <summary>The story ends with the last full hour.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600);

    public static bool IsAway(double daysAgo) => daysAgo <= Outage.From && daysAgo >= Outage.To;
}

internal sealed record DemoProduct(string Slug, string Name, int Price, bool OnSale);

internal sealed record DemoSource(double Share, string UtmSource, string UtmMedium, string UtmCampaign, string Referrer, string Source, string Channel, double Eagerness);

internal sealed record DemoBrowser(string Name, string Version, string Os, string OsVersion, string Device, string Screen, double Share);
