using System.Globalization;
using Paddock.Database.Rows;
using Paddock.Outbound;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>A monitor as somebody wants it. What is left out has its usual value.</summary>
/// <param name="Kind">http, tcp or heartbeat.</param>
/// <param name="Url">Of a check: http(s)://… or tcp://host:port.</param>
/// <param name="ExpectedStatus">Such as 200-299,401.</param>
/// <param name="Headers">Null values keep what is stored under that name.</param>
/// <param name="Schedule">Of a heartbeat: a crontab or "every 10 minutes"; empty: whenever it likes.</param>
internal sealed record MonitorRequest(
    string? Kind = null, string? Name = null, string? Environment = null, string? Url = null, string? Method = null, int? IntervalSeconds = null, int? TimeoutSeconds = null, string? ExpectedStatus = null,
    string? ExpectedText = null, MonitorHeader[]? Headers = null, int? CertificateDays = null, int? FailuresBeforeDown = null, int? SuccessesBeforeUp = null, string? Schedule = null, string? TimeZone = null,
    int? MarginMinutes = null, int? MaxRuntimeMinutes = null)
{
    public const int ShortestInterval = 10, LongestInterval = 3_600, LongestTimeout = 60, MostInRow = 720, MostMinutes = 43_200;
    private const int LongestName = 100, LongestEnvironment = 64, LongestUrl = 2_000, LongestText = 500;
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "OPTIONS"];

    /// <returns>The first thing that cannot be so; null: it can be made.</returns>
    public MonitorProblem? Problem(AddressPolicy policy) =>
        Kind is not (MonitorKind.Http or MonitorKind.Tcp or MonitorKind.Heartbeat) ? MonitorProblem.Of("kind", "http, tcp or heartbeat")
        : !IsLine(Name, LongestName) || CleanName().Length == 0 ? MonitorProblem.Of("name", $"a name of at most {LongestName} characters")
        : !IsLine(Environment ?? "", LongestEnvironment) ? MonitorProblem.Of("environment", $"at most {LongestEnvironment} characters")
        : !IsIn(FailuresBeforeDown, 1, MostInRow) ? MonitorProblem.Of("failuresBeforeDown", $"a number from 1 to {MostInRow}")
        : !IsIn(SuccessesBeforeUp, 1, MostInRow) ? MonitorProblem.Of("successesBeforeUp", $"a number from 1 to {MostInRow}")
        : Kind == MonitorKind.Heartbeat ? HeartbeatProblem() : CheckProblem(policy);

    public string CleanName() => (Name ?? "").Trim();

    /// <summary>Puts it into the row. Has no <see cref="Problem"/>.</summary>
    public void CopyTo(MonitorRow row)
    {
        row.Name = CleanName();
        row.FailuresBeforeDown = FailuresBeforeDown ?? (Kind == MonitorKind.Heartbeat ? 1 : 3);
        row.SuccessesBeforeUp = SuccessesBeforeUp ?? 1;
        if (Kind == MonitorKind.Heartbeat)
        {
            row.Schedule = (Schedule ?? "").Trim();
            row.TimeZone = (TimeZone ?? "").Trim();
            row.MarginMinutes = MarginMinutes ?? MonitorConfig.Default.MarginMinutes;
            row.MaxRuntimeMinutes = MaxRuntimeMinutes ?? MonitorConfig.Default.MaxRuntimeMinutes;
            return;
        }
        row.Url = Url!.Trim();
        row.IntervalSeconds = IntervalSeconds ?? 60;
        row.TimeoutSeconds = TimeoutSeconds ?? Math.Min(10, row.IntervalSeconds);
        if (Kind == MonitorKind.Tcp) return;
        row.Method = Method ?? "GET";
        row.ExpectedStatus = (ExpectedStatus ?? "200-299").Trim();
        row.ExpectedText = ExpectedText ?? "";
        row.CertificateDays = CertificateDays ?? 14;
        row.Headers = MonitorHeader.Write(Headers ?? [], row.Headers);
    }

    private MonitorProblem? HeartbeatProblem() =>
        !string.IsNullOrWhiteSpace(Schedule) && Heartbeats.Schedule.Parse(Schedule.Trim(), "") is null ? MonitorProblem.Of("schedule", Heartbeats.Schedule.Expected)
        : Heartbeats.Schedule.Zone((TimeZone ?? "").Trim()) is null ? MonitorProblem.Of("timeZone", "a name of the tz database, such as Europe/Berlin")
        : !IsIn(MarginMinutes, 0, MostMinutes) ? MonitorProblem.Of("marginMinutes", $"a number from 0 to {MostMinutes}")
        : !IsIn(MaxRuntimeMinutes, 1, MostMinutes) ? MonitorProblem.Of("maxRuntimeMinutes", $"a number from 1 to {MostMinutes}")
        : null;

    private MonitorProblem? CheckProblem(AddressPolicy policy)
    {
        var isTcp = Kind == MonitorKind.Tcp;
        if (!IsLine(Url, LongestUrl) || !Uri.TryCreate(Url!.Trim(), UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.Host.Length == 0
            || (isTcp ? url.Scheme != "tcp" || url.Port <= 0 || url.PathAndQuery is not ("" or "/") : url.Scheme is not ("http" or "https")))
            return MonitorProblem.Of("url", isTcp ? "a host and a port, such as tcp://db.example.org:5432" : "an address such as https://shop.example.org/, without a name and password in it");
        // What is certain already; names are judged when they have been resolved.
        var literal = System.Net.IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) ? address : url.IsLoopback ? System.Net.IPAddress.Loopback : null;
        if (literal is not null && !policy.Allows(literal)) return new MonitorProblem("Paddock does not go there", AddressPolicy.Refusal(literal));
        return !IsIn(IntervalSeconds, ShortestInterval, LongestInterval) ? MonitorProblem.Of("intervalSeconds", string.Create(CultureInfo.InvariantCulture, $"a number from {ShortestInterval} to {LongestInterval}"))
            : !IsIn(TimeoutSeconds, 1, LongestTimeout) || TimeoutSeconds > (IntervalSeconds ?? 60) ? MonitorProblem.Of("timeoutSeconds", $"a number from 1 to {LongestTimeout}, at most the interval")
            : isTcp ? null
            : Method is not null && !Methods.Contains(Method) ? MonitorProblem.Of("method", string.Join(", ", Methods))
            : ExpectedStatus is not null && StatusRanges.Parse(ExpectedStatus.Trim()) is null ? MonitorProblem.Of("expectedStatus", StatusRanges.Expected)
            : !IsLine(ExpectedText ?? "", LongestText) ? MonitorProblem.Of("expectedText", $"at most {LongestText} characters in one line")
            : !IsIn(CertificateDays, 0, 365) ? MonitorProblem.Of("certificateDays", "a number from 0 to 365")
            : (Headers ?? []).Any(static header => !IsLine(header.Name, LongestUrl) || !IsLine(header.Value ?? "", LongestUrl)) || HeaderLines.Parse(MonitorHeader.Write(Headers ?? [], "")) is null ? MonitorProblem.Of("headers", HeaderLines.Expected)
            : null;
    }

    private static bool IsIn(int? number, int least, int most) => number is null || (number >= least && number <= most);

    private static bool IsLine(string? text, int longest) => text is not null && text.Length <= longest && !text.Any(char.IsControl);
}

/// <param name="Value">Null in answers, since it may be a secret; null in a request: as it was.</param>
internal sealed record MonitorHeader(string? Name, string? Value)
{
    /// <summary>As they are stored; what has no value keeps its <paramref name="former"/> one.</summary>
    public static string Write(IEnumerable<MonitorHeader> headers, string former)
    {
        var known = HeaderLines.Parse(former) ?? [];
        return string.Join('\n', headers.Select(header => $"{header.Name?.Trim()}: {header.Value ?? known.FirstOrDefault(each => each.Key == header.Name?.Trim()).Value}"));
    }
}

internal sealed record MonitorProblem(string Title, string Detail)
{
    public static MonitorProblem Of(string name, string expected) => new($"That {name} cannot be used", $"{name}: write {expected}.");
}
