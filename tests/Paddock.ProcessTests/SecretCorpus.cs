namespace Paddock.ProcessTests;

/// <summary>
/// Secrets as programs have them at hand. Those of a door carry its number, so that one that is found again says where it came in; each begins with <see cref="Mark"/>, by which all are found at once.
/// </summary>
internal sealed class SecretCorpus(int door)
{
    /// <summary>In all secrets that are not numbers, and in nothing else.</summary>
    public const string Mark = "Zq7Kx9Wv";

    /// <summary>Stands beside every secret and is no secret: what does not find it would not find secrets.</summary>
    public const string Control = "Kept4Control";

    /// <summary>Secrets by what they look like, which are the same for all doors.</summary>
    public static readonly string[] Numbers = ["4242424242424242", "5555 5555 5555 4444", "3782-822463-10005", "81.2.69.142", "2001:470:1f0b:4ff::7"];

    // Field names, as frameworks, services and people write them.
    private static readonly string[] Names =
    [
        "password", "passwd", "new_password1", "DATABASE_PASSWORD", "user.password", "passphrase", "mysql_pwd", "secret", "client_secret", "SECRET_KEY", "aws_secret_access_key", "api_key", "apikey",
        "X-Api-Key", "stripe_private_key", "privatekey", "auth", "authorization", "Proxy-Authorization", "access_token", "refreshToken", "id_token", "bearer", "credentials", "csrfmiddlewaretoken",
        "X-CSRFToken", "sessionid", "cookie", "jwt", "connect.sid",
    ];

    // Texts; {0} is where the secret stands.
    private static readonly string[] Sentences =
    [
        "cannot log in with password={0}", "settings {{'secret': '{0}', 'debug': True}}", "body {{\"api_key\": \"{0}\", \"page\": 2}}", "run: mysqldump --password={0} shop", "postgres://shop:{0}@db.example.org/shop refused",
        "GET https://api.example.org/pay?token={0}&page=2", "GET https://api.example.org/pay?page=2&api_key={0}", "Authorization: Bearer {0}", "Authorization: Basic {0}", "Cookie: sessionid={0}",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJ{0}.c2lnbmF0dXJl", "stripe sk_live_{0}", "github ghp_{0}", "github github_pat_{0}", "gitlab glpat-{0}", "slack xoxb-{0}", "google AIza{0}", "hook whsec_{0}",
        "-----BEGIN PRIVATE KEY-----\n{0}\n-----END PRIVATE KEY-----", "access_token: {0}", "client_secret => '{0}'",
    ];

    /// <summary>Names with their secrets.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; } = Names.Select((name, index) => KeyValuePair.Create(name, Secret(door, index))).Append(new("note", Control)).ToDictionary();

    /// <summary>Texts with secrets in them.</summary>
    public IReadOnlyList<string> Texts { get; } =
    [
        .. Sentences.Select((sentence, index) => $"{Control} {string.Format(null, sentence, Secret(door, Names.Length + index))}"),
        .. Numbers.Select(static number => $"{Control} from {number} came it"),
    ];

    private static string Secret(int door, int index) => $"{Mark}d{door:00}n{index:00}Lm4Np3Rt8";
}
