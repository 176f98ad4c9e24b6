using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Paddock.Pipeline.Reading;

namespace Paddock.Alerting.Trackers;

// The API's shapes. Times are ISO 8601 in UTC.

internal sealed record TrackerList(Tracker[] Trackers);

/// <param name="Url">Of the server; empty: github.com or gitlab.com.</param>
/// <param name="Place">acme/shop, group/shop or SHOP.</param>
/// <param name="TicketType">What new tickets are in Jira; else empty.</param>
/// <param name="ClosesTickets">What is resolved here is closed there, and what happens again is opened again.</param>
/// <param name="ResolvesIssues">What is closed there is resolved here.</param>
/// <param name="Tickets">How many are followed.</param>
/// <param name="Problem">Why the last call failed; empty: it did not.</param>
internal sealed record Tracker(
    int Id, [property: AllowedValues("github", "gitlab", "jira")] string Kind, string Url, string Place, string TicketType, bool ClosesTickets, bool ResolvesIssues, int Tickets, string Problem);

/// <param name="Url">Of the server: for Jira always, else where it is not github.com or gitlab.com.</param>
/// <param name="Place">owner/repository, group/project, or the key of a Jira project.</param>
/// <param name="User">Jira Cloud: the e-mail that goes with the token.</param>
/// <param name="Token">May read and write issues there. Kept encrypted, never shown again.</param>
/// <param name="TicketType">Jira: what new tickets are; null: Bug.</param>
/// <param name="ClosesTickets">Null: true.</param>
/// <param name="ResolvesIssues">Null: true.</param>
internal sealed record TrackerRequest(
    [property: AllowedValues("github", "gitlab", "jira")] string? Kind, string? Url, string? Place, string? User, string? Token, string? TicketType, bool? ClosesTickets, bool? ResolvesIssues)
{
    private const int LongestUrl = 500, LongestText = 500;

    /// <returns>What is wrong with it, for people; null: nothing.</returns>
    public string? Problem(ITracker? kind) =>
        kind is null ? "The kind is one of github, gitlab or jira."
        : Kind == "jira" && Clean(Url) is "" ? "Write the address of your Jira: https://shop.atlassian.net"
        : Clean(Url) is not "" && !IsAddress(Clean(Url)) ? "Write the server's address without a path of a project: https://git.example.org"
        : !kind.IsPlace(PlaceOf(kind)) ? $"Write where tickets are made: {kind.PlaceLooks}."
        : !IsText(Token) || Token is "" ? "Write a token that may read and write issues there."
        : !IsText(User ?? "") || !IsText(TicketType ?? "") ? $"User and ticket type may have at most {LongestText} characters, none of them a control character."
        : null;

    public TrackerTarget Target(ITracker kind) =>
        new(Clean(Url), PlaceOf(kind), Kind == "jira" ? (string.IsNullOrWhiteSpace(TicketType) ? "Bug" : TicketType.Trim()) : "", (User ?? "").Trim(), Token!.Trim());

    private string PlaceOf(ITracker kind) => kind.Kind == "jira" ? Clean(Place).ToUpperInvariant() : Clean(Place);

    private static string Clean(string? text) => (text ?? "").Trim().TrimEnd('/');

    private static bool IsText(string? text) => text is { Length: <= LongestText } && !text.Any(char.IsControl);

    private static bool IsAddress(string url) => url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri is { UserInfo: "", Query: "", Fragment: "" };
}

/// <summary>What of a tracker can be changed; null: as it is.</summary>
internal sealed record TrackerChange(bool? ClosesTickets, bool? ResolvesIssues);

/// <param name="Problem">Why it does not work; null: it does.</param>
internal sealed record TrackerTest(string? Problem);

/// <param name="Places">Where tickets can be made.</param>
internal sealed record TicketList(Ticket[] Tickets, TicketPlace[] Places);

internal sealed record TicketPlace(int Tracker, [property: AllowedValues("github", "gitlab", "jira")] string Kind, string Place);

/// <param name="Key">12, or SHOP-12.</param>
/// <param name="Url">Where people read it; empty: the tracker did not say.</param>
/// <param name="IsClosed">As it was when it was last asked for.</param>
/// <param name="Problem">Why it cannot be followed at this moment; empty: it is.</param>
internal sealed record Ticket(
    int Id, int Tracker, [property: AllowedValues("github", "gitlab", "jira")] string Kind, string Place, string Key, string Url, [property: Personal] string Title, bool IsClosed, string CheckedAt, string Problem);

/// <param name="Key">Of a ticket that is there already, or its address; null: a new one is made.</param>
/// <param name="Title">Of a new one; null: the draft's.</param>
/// <param name="Text">Of a new one; null: the draft's.</param>
internal sealed record TicketRequest(int? Tracker, string? Key, string? Title, string? Text)
{
    private const int LongestTitle = 250, LongestText = 30_000;

    /// <returns>What is wrong with it, for people; null: nothing.</returns>
    public string? Problem() =>
        Title is { } title && (string.IsNullOrWhiteSpace(title) || title.Length > LongestTitle || title.Any(char.IsControl)) ? $"The title is one line of at most {LongestTitle} characters."
        : Text is { Length: > LongestText } ? $"The text may have at most {LongestText} characters." : null;
}

/// <summary>What a ticket says until somebody writes something else: where the error happens, without its message.</summary>
internal sealed record TicketDraft(string Title, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(TrackerList))]
[JsonSerializable(typeof(TrackerRequest))]
[JsonSerializable(typeof(TrackerChange))]
[JsonSerializable(typeof(TrackerTest))]
[JsonSerializable(typeof(TrackerSecret))]
[JsonSerializable(typeof(TicketList))]
[JsonSerializable(typeof(TicketRequest))]
[JsonSerializable(typeof(TicketDraft))]
internal sealed partial class TrackersApiJson : JsonSerializerContext;
