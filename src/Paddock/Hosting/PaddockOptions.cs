using System.Globalization;
using System.Net;
using Paddock.Alerting.Channels.Mail;
using Paddock.Database.Postgres;

namespace Paddock.Hosting;

/// <summary>Everything that can be set, read once at start from the command line (`--data DIR`) and the environment (`ClickHouse__Url`).</summary>
internal sealed record PaddockOptions
{
    private const long LeastEngineMemory = 256L << 20;

    /// <summary>Absolute: a relative path would double itself in the engine's fsync.</summary>
    public required string DataDirectory { get; init; }

    public required string[] Urls { get; init; }

    /// <summary>How people and SDKs reach this server: links, DSNs and the script tag are made of it.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>False: <see cref="BaseUrl"/> is a guess from <see cref="Urls"/>; <see cref="PublicAddress"/> knows better.</summary>
    public bool BaseUrlIsSet { get; init; }

    /// <summary>How Npgsql reaches a PostgreSQL for what people edit; null: SQLite in the data folder.</summary>
    public string? DatabaseConnection { get; init; }

    /// <summary>An external ClickHouse; null: the embedded engine.</summary>
    public Uri? ClickHouseUrl { get; init; }

    /// <summary>Cap of the engine's memory in bytes; null: sized to the machine.</summary>
    public long? EngineMemory { get; init; }

    /// <summary>Bytes the journal may hold before receivers answer 429.</summary>
    public long JournalLimit { get; init; } = 4L << 30;

    /// <summary>Receivers answer 429 when the disk has fewer free bytes than this.</summary>
    public long FreeDiskReserve { get; init; } = 512L << 20;

    /// <summary>Besides loopback, whose X-Forwarded-* headers count.</summary>
    public IPNetwork[] Proxies { get; init; } = [];

    /// <summary>Where checks may go besides the public internet.</summary>
    public IPNetwork[] OutboundAllow { get; init; } = [];

    /// <summary>Addresses to countries (mmdb: ip-location-db, DB-IP or MaxMind); missing: rows have no country.</summary>
    public string CountryFile { get; init; } = Path.Combine(AppContext.BaseDirectory, "countries.mmdb");

    /// <summary>Where syslog is listened to.</summary>
    public ListenerAddress[] SyslogListeners { get; init; } = [];

    /// <summary>Where GELF is listened to.</summary>
    public ListenerAddress[] GelfListeners { get; init; } = [];

    /// <summary>Where StatsD is listened to.</summary>
    public ListenerAddress[] StatsdListeners { get; init; } = [];

    /// <summary>The mail server that alerts use; null: no mails.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>Which are asked for their metrics.</summary>
    public ScrapeTarget[] ScrapeTargets { get; init; } = [];

    /// <summary>How often.</summary>
    public TimeSpan ScrapeInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Where OTLP is taken by gRPC, without TLS; null: nowhere.</summary>
    public Uri? GrpcUrl { get; init; }

    /// <summary>PEM with the chain, of listeners with TLS; null: there are none.</summary>
    public string? ListenerCertificate { get; init; }

    /// <summary>PEM; null: it is in <see cref="ListenerCertificate"/>.</summary>
    public string? ListenerCertificateKey { get; init; }

    public string EngineDirectory => Path.Combine(DataDirectory, "engine");
    public string JournalDirectory => Path.Combine(DataDirectory, "journal");
    public string BlobDirectory => Path.Combine(DataDirectory, "blobs");
    public string SourceMapDirectory => Path.Combine(DataDirectory, "source-maps");
    public string DeadLetterDirectory => Path.Combine(DataDirectory, "dead-letters");
    /// <summary>Never part of a backup: what is in it must be gone after two days.</summary>
    public string SaltsDirectory => Path.Combine(DataDirectory, "salts");
    public string RelationalFile => Path.Combine(DataDirectory, "paddock.db");
    /// <summary>Opens the secrets in <see cref="RelationalFile"/>; kept apart from it.</summary>
    public string SecretKeyFile => Path.Combine(DataDirectory, "secrets.key");
    public string AdminSocket => Path.Combine(DataDirectory, "paddock.sock");

    /// <summary>Reads the options. Throws <see cref="OptionException"/> whose message names the key, the value and what to write instead.</summary>
    public static PaddockOptions Read(IConfiguration configuration)
    {
        var urls = (configuration["urls"] ?? "http://127.0.0.1:8000").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0) throw new OptionException("urls", "", "an address such as http://127.0.0.1:8000");
        if (Array.Find(urls, static url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) is { } secure)
            throw new OptionException("urls", secure, "http://…, and let a proxy in front speak TLS (BaseUrl says how people reach it)");
        var syslog = ListenerAddress.ReadAll(configuration, "Syslog:Listen", ListenerTransport.Udp, ListenerTransport.Tcp, ListenerTransport.Tls);
        var gelf = ListenerAddress.ReadAll(configuration, "Gelf:Listen", ListenerTransport.Udp, ListenerTransport.Tcp, ListenerTransport.Tls);
        var certificate = configuration["Listen:Certificate"] is { Length: > 0 } pem ? ExistingFile("Listen:Certificate", pem) : null;
        if (certificate is null && syslog.Concat(gelf).Any(static address => address.Transport == ListenerTransport.Tls))
            throw new OptionException("Listen:Certificate", "", "the path of a PEM file with the certificate, since a listener has tls://");
        return new PaddockOptions
        {
            SyslogListeners = syslog,
            GelfListeners = gelf,
            StatsdListeners = ListenerAddress.ReadAll(configuration, "Statsd:Listen", ListenerTransport.Udp),
            ScrapeTargets = ScrapeTarget.ReadAll(configuration),
            ScrapeInterval = TimeSpan.FromSeconds(Seconds(configuration, "Scrape:Interval", otherwise: 60)),
            GrpcUrl = GrpcAddress(configuration, urls),
            ListenerCertificate = certificate,
            ListenerCertificateKey = configuration["Listen:CertificateKey"] is { Length: > 0 } own ? ExistingFile("Listen:CertificateKey", own) : null,
            DataDirectory = Path.GetFullPath(configuration["data"] switch
            {
                null => DefaultDataDirectory(),
                "" => throw new OptionException("data", "", "the folder that the data is kept in"),
                var given => given,
            }),
            Urls = urls,
            BaseUrl = AbsoluteUrl(configuration, "BaseUrl") ?? FirstReachable(urls[0]),
            BaseUrlIsSet = configuration["BaseUrl"] is { Length: > 0 },
            DatabaseConnection = configuration["Database:Url"] is { Length: > 0 } database
                ? PostgresConnections.Read(database) ?? throw new OptionException("Database:Url", "(not shown)", "an address such as postgres://paddock:PASSWORD@db.example.org/paddock")
                : null,
            ClickHouseUrl = AbsoluteUrl(configuration, "ClickHouse:Url"),
            EngineMemory = Size(configuration, "Engine:Memory") switch
            {
                < LeastEngineMemory => throw new OptionException("Engine:Memory", configuration["Engine:Memory"]!, "at least 256M"),
                var memory => memory,
            },
            JournalLimit = Size(configuration, "Journal:Limit") ?? 4L << 30,
            FreeDiskReserve = Size(configuration, "Journal:FreeDiskReserve") ?? 512L << 20,
            CountryFile = configuration["Countries:File"] is { Length: > 0 } countries ? ExistingFile("Countries:File", countries) : Path.Combine(AppContext.BaseDirectory, "countries.mmdb"),
            Proxies = Networks(configuration, "Proxies"),
            OutboundAllow = Networks(configuration, "Outbound:Allow"),
            Smtp = configuration["Smtp:Url"] is { Length: > 0 } smtp ? SmtpSettings.Read(smtp, configuration["Smtp:From"]) ?? throw new OptionException("Smtp:Url", "(not shown)", "smtp://user:password@mail.example.org:587, and in Smtp:From an address such as paddock@example.org") : null,
        };
    }

    /// <summary>The XDG data folder, so that the same command finds the same store from any working directory.</summary>
    public static string DefaultDataDirectory()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(Environment.GetEnvironmentVariable("XDG_DATA_HOME") ?? Path.Combine(home is "" ? "/var/lib" : home, ".local/share"), "paddock");
    }

    /// <summary>An address to listen on as one to connect to.</summary>
    public static Uri FirstReachable(string url)
    {
        var reachable = url.Replace("://0.0.0.0", "://127.0.0.1").Replace("://*", "://127.0.0.1").Replace("://+", "://127.0.0.1").Replace("://[::]", "://[::1]");
        return Uri.TryCreate(reachable, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new OptionException("urls", url, "an address such as http://127.0.0.1:8000");
    }

    // HTTP/2 without TLS cannot be told from HTTP/1.1 at one port.
    private static Uri? GrpcAddress(IConfiguration configuration, string[] urls)
    {
        const string key = "Otlp:Grpc";
        if (configuration[key] is not { Length: > 0 } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == "http" && IPAddress.TryParse(url.Host.Trim('[', ']'), out _) && url.Port > 0 && !Array.Exists(urls, other => other.EndsWith($":{url.Port}", StringComparison.Ordinal))
            ? url
            : throw new OptionException(key, text, "an address with a port of its own, such as http://0.0.0.0:4317");
    }

    private static Uri? AbsoluteUrl(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => new Uri(text),
        var text => throw new OptionException(key, text, "an address such as https://paddock.example.com"),
    };

    /// <summary>Bytes, or a number with K, M, G or T (powers of 1024).</summary>
    private static long? Size(IConfiguration configuration, string key)
    {
        if (configuration[key] is not { Length: > 0 } text) return null;
        var shift = char.ToUpperInvariant(text[^1]) switch { 'K' => 10, 'M' => 20, 'G' => 30, 'T' => 40, _ => 0 };
        return long.TryParse(shift == 0 ? text : text[..^1], out var number) && number is > 0 and < 1 << 22 || shift == 0 && number > 0
            ? number << shift
            : throw new OptionException(key, text, "a number of bytes, or one such as 512M or 4G");
    }

    private static int Seconds(IConfiguration configuration, string key, int otherwise) => configuration[key] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 86_400 => seconds,
        var text => throw new OptionException(key, text, "a number of seconds, 1 to 86400"),
    };

    private static string ExistingFile(string key, string path) => File.Exists(path) ? Path.GetFullPath(path) : throw new OptionException(key, path, "the path of a file that exists");

    private static IPNetwork[] Networks(IConfiguration configuration, string key) =>
        [.. (configuration[key] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => Network(key, text))];

    private static IPNetwork Network(string key, string text) =>
        IPNetwork.TryParse(text.Contains('/') ? text : text + (text.Contains(':') ? "/128" : "/32"), out var network)
            ? network
            : throw new OptionException(key, text, "addresses or networks with commas, such as 10.0.0.5,192.168.0.0/24");
}

/// <summary>A setting that cannot be used. The message is for the person who typed it.</summary>
internal sealed class OptionException(string key, string value, string expected)
    : Exception($"{key} is \"{value}\"; write {expected}.");
