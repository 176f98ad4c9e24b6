using Paddock.Protocols.Sentry;

namespace Paddock.Protocols.Ga4;

/// <summary>Google's rules for the names of events and parameters.</summary>
internal static class Ga4Names
{
    private const int LongestName = 40, LongestValue = 100, MostParameters = 25;

    private static readonly string[] Reserved =
    [
        "ad_activeview", "ad_click", "ad_exposure", "ad_query", "ad_reward", "adunit_exposure", "app_clear_data", "app_exception", "app_install", "app_remove", "app_store_refund", "app_update", "app_upgrade",
        "dynamic_link_app_open", "dynamic_link_app_update", "dynamic_link_first_open", "error", "firebase_campaign", "first_open", "first_visit", "in_app_purchase", "notification_dismiss", "notification_foreground",
        "notification_open", "notification_receive", "notification_send", "os_update", "session_start", "user_engagement",
    ];

    /// <param name="parameters">Those that are no well-known ones.</param>
    public static IEnumerable<Ga4Problem> Problems(string name, List<Tag> parameters, int index)
    {
        if (!IsName(name)) yield return new("events", $"Event at index [{index}] has the invalid name [{name}]: a letter, then letters, digits and underscores, at most {LongestName}.", "NAME_INVALID");
        else if (Reserved.Contains(name)) yield return new("events", $"Event at index [{index}] has the name [{name}], which is reserved.", "NAME_RESERVED");
        if (parameters.Count > MostParameters) yield return new("events.params", $"Event at index [{index}] has more than {MostParameters} parameters.", "EXCEEDED_MAX_ENTITIES");
        foreach (var parameter in parameters.Where(static parameter => !parameter.Key.Contains('.')))
        {
            if (!IsName(parameter.Key)) yield return new("events.params", $"Event at index [{index}] has a parameter of the invalid name [{parameter.Key}].", "NAME_INVALID");
            // Lists are items, which may be longer.
            if (parameter.Value.Length > LongestValue && parameter.Value[0] != '[') yield return new($"events.params.{parameter.Key}", $"Event at index [{index}] has a value of more than {LongestValue} characters.", "VALUE_OUT_OF_BOUNDS");
        }
    }

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && char.IsAsciiLetter(name[0]) && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
