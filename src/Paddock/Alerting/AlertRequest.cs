using System.ComponentModel.DataAnnotations;
using Paddock.Accounts.Api;

namespace Paddock.Alerting;

/// <param name="Occasions">Of what it tells.</param>
/// <param name="Level">The least level of issues: fatal, error, warning, info or debug; null: error.</param>
/// <param name="Channel">To where; cannot be changed later.</param>
/// <param name="Url">Of slack and webhook, and of another service that takes PagerDuty's events.</param>
/// <param name="Key">PagerDuty's routing key.</param>
internal sealed record AlertRequest(
    string? Name, string[]? Occasions, [property: AllowedValues("fatal", "error", "warning", "info", "debug")] string? Level,
    [property: AllowedValues("mail", "slack", "webhook", "pagerduty")] string? Channel, string? Url, string? Key)
{
    private const int LongestUrl = 2_000, LongestKey = 200;

    /// <returns>What is wrong with it, for people; null: nothing.</returns>
    public string? Problem() =>
        Label.Problem(Name) is { } name ? name
        : Occasions is not { Length: > 0 } || Occasions.Any(static kind => !Occasion.All.Any(known => known.Kind == kind)) ? $"Choose of what it tells: {string.Join(", ", Occasion.All.Select(static occasion => occasion.Kind))}."
        : Level is not null && !Occasion.Levels.Contains(Level) ? $"The level is one of {string.Join(", ", Occasion.Levels)}."
        : !ChannelKind.All.Contains(Channel) ? $"The channel is one of {string.Join(", ", ChannelKind.All)}."
        : Channel is ChannelKind.Slack or ChannelKind.Webhook && !IsAddress(Url) ? "Write the address to send to: https://…"
        : Channel == ChannelKind.PagerDuty && (!(Url is null or "" || IsAddress(Url)) || Key is not { Length: > 0 and <= LongestKey } || Key.Any(char.IsControl)) ? "Write the routing key of the PagerDuty service."
        : null;

    private static bool IsAddress(string? url) => url is { Length: <= LongestUrl } && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0;
}

/// <summary>What of an alert can be changed.</summary>
/// <param name="Level">Null: as it is.</param>
internal sealed record AlertChange(string? Name, string[]? Occasions, [property: AllowedValues("fatal", "error", "warning", "info", "debug")] string? Level);

/// <param name="Minutes">For how long: 1 to 10080, a week.</param>
internal sealed record AlertSnooze([property: Range(1, AlertSnooze.Most)] int Minutes)
{
    /// <summary>As long as happenings are kept.</summary>
    public const int Most = 7 * 24 * 60;
}
