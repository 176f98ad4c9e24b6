using System.Buffers;
using System.Collections.Frozen;

namespace Paddock.Protocols.Scrubbing;

internal enum Sensitivity
{
    None,

    /// <summary>What has this name is removed.</summary>
    Name,

    /// <summary>And a value that only mentions the name is suspect as well.</summary>
    Mention,
}

/// <summary>Which names (keys, variables, headers, parameters) hold what must not be kept. docs/decisions/0006 has the table.</summary>
internal static class SensitiveNames
{
    // Anywhere in a name, in any case. The first row is Sentry's list; "api_key" and the like also with a dash, as Relay has it.
    private static readonly string[] MentionWords =
        ["password", "passwd", "secret", "api_key", "api-key", "apikey", "auth", "credential", "mysql_pwd", "private_key", "private-key", "privatekey"];

    private static readonly string[] NameWords =
    [
        "token", "bearer", "passphrase", "_pwd", "access_key", "access-key", "accesskey", "csrf", "xsrf", "cookie",
        "sessionid", "session_id", "session-id", "sessid", "session_key", "card_number", "card-number", "cardnumber",
    ];

    private static readonly SearchValues<string> Words = SearchValues.Create([.. MentionWords, .. NameWords], StringComparison.OrdinalIgnoreCase);

    // Whole names, lower case with underscores for dashes, without a leading http_ (as WSGI and CGI write headers).
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WholeNames = FrozenSet.Create(
        "session", "__session", "user_session", "aiohttp_session", "mysession", "symfony", "sid", "connect.sid", "sentrysid", "sudo",
        "pwd", "otp", "two_factor", "ssn", "cvv", "cvc", "jwt",
        "ip", "ip_address", "ipaddress", "remote_addr", "remote_address", "remote_ip", "client_ip", "clientip", "client_addr", "user_ip",
        "x_forwarded_for", "x_original_forwarded_for", "forwarded_for", "forwarded", "x_forwarded", "x_real_ip", "real_ip", "x_client_ip", "x_cluster_client_ip",
        "cf_connecting_ip", "cf_connecting_ipv6", "true_client_ip", "fastly_client_ip", "x_envoy_external_address")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private const int LongestWholeName = 32;

    public static bool IsSensitive(ReadOnlySpan<char> name) => Of(name) != Sensitivity.None;

    public static Sensitivity Of(ReadOnlySpan<char> name)
    {
        var sensitivity = IsWholeName(name) ? Sensitivity.Name : Sensitivity.None;
        var rest = name;
        while (rest.IndexOfAny(Words) is var at and >= 0)
        {
            rest = rest[at..];
            if (!IsHarmless(rest))
            {
                if (StartsWithMention(rest))
                    return Sensitivity.Mention;
                sensitivity = Sensitivity.Name;
            }
            rest = rest[1..];
        }
        return sensitivity;
    }

    /// <summary>Names of amounts (max_tokens, token_count): a number under them is no secret.</summary>
    public static bool IsAmount(ReadOnlySpan<char> name) =>
        name.EndsWith("tokens", StringComparison.OrdinalIgnoreCase) || name.EndsWith("count", StringComparison.OrdinalIgnoreCase);

    private static bool StartsWithMention(ReadOnlySpan<char> text)
    {
        foreach (var word in MentionWords)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    // author, authority (but authorize and authorization are not), tokenizer, secretary.
    private static bool IsHarmless(ReadOnlySpan<char> text) =>
        (Begins(text, "author") && !Begins(text, "authoriz") && !Begins(text, "authoris"))
        || Begins(text, "tokeniz") || Begins(text, "tokenis") || Begins(text, "secretar");

    private static bool Begins(ReadOnlySpan<char> text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsWholeName(ReadOnlySpan<char> name)
    {
        if (name.Length is < 2 or > LongestWholeName)
            return false;
        Span<char> normal = stackalloc char[LongestWholeName];
        for (var index = 0; index < name.Length; index++)
            normal[index] = name[index] == '-' ? '_' : char.ToLowerInvariant(name[index]);
        normal = normal[..name.Length];
        return WholeNames.Contains(normal.StartsWith("http_") ? normal["http_".Length..] : normal);
    }
}
