using System.Text;
using System.Text.Json;
using Paddock.Pipeline;
using Paddock.Protocols.Nagios;
using Paddock.Protocols.Otlp;
using Paddock.Receivers.Records;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Receivers.Nagios;

/// <summary>
/// Results of Nagios' plugins, posted by who runs them (passive checks): the exit code in the path, what the plugin printed as body. The check is a job that has checked in, and its values are samples.
/// </summary>
internal static class NagiosModule
{
    private const string CheckIns = "check_ins";
    private const int LongestName = 100;

    private static readonly Door Door = new("nagios", PluginOutput.BodyBytes, DoorRefusal.AsTextAsync) { Objection = ObjectionTo };
    private static readonly DoorRefusal TooManyJobs = new(400, "too_many_jobs", $"{JobRoom.Most} jobs have entered themselves in this project; delete some first");

    // 1 is a warning, and no outage.
    private static readonly byte[][] Statuses = ["ok"u8.ToArray(), "ok"u8.ToArray(), "error"u8.ToArray(), "error"u8.ToArray()];

    public static void MapNagios(this IEndpointRouteBuilder app)
    {
        foreach (var path in (string[])["/in/nagios/{host}/{service}/{code:int}", "/in/nagios/{key}/{host}/{service}/{code:int}"]) app.MapPost(path, ReceiveAsync);
    }

    private static Task ReceiveAsync(HttpContext context, RecordReceiver receiver, JobRoom jobs)
    {
        var (host, service, state) = ResultOf(context.Request);
        var isAdmitted = true;
        return receiver.ReceiveAsync(
            context, Door, LedgerSignals.Samples,
            (body, rows) =>
            {
                isAdmitted = CheckIn(rows, jobs, $"{host}-{service}", state, PluginOutput.TextOf(body));
                return PluginOutput.Read(body, host, service, state, rows.Context, rows.Samples);
            },
            (_, kept) => isAdmitted ? AcceptAsync(context, kept.Result) : Door.AnswerAsync(context, TooManyJobs));
    }

    // In the entry of the samples: both are kept, or none.
    private static bool CheckIn(RecordRows rows, JobRoom jobs, string name, int state, string text)
    {
        var (project, slug) = (rows.Arrival.Project, Protocols.Sentry.CheckIn.SlugOf(name));
        var key = new LedgerKey(project.Id, rows.Arrival.Receiver, CheckIns);
        var isAdmitted = jobs.Admits(project.Id, slug, "");
        Ledger.Count(rows.Entry, key, Outcome.Received, "", 1);
        if (!isAdmitted) Ledger.Count(rows.Entry, key, Outcome.Limited, TooManyJobs.Reason, 1);
        else ChecksRow.Write(rows.Entry, ChecksTable.CheckIns, key, new Correlation
        {
            Project = project.Id,
            Time = rows.Arrival.ReceivedAt,
            RetentionDays = project.RetentionDays,
            ReceivedAt = rows.Arrival.ReceivedAt,
            Receiver = rows.Arrival.Receiver,
        }, new CheckRecord
        {
            Monitor = Encoding.UTF8.GetBytes(slug),
            Status = Statuses[state],
            LatencyMilliseconds = double.NaN,
            Detail = Encoding.UTF8.GetBytes($$"""{"message":"{{JsonEncodedText.Encode(text)}}"}"""),
        });
        return isAdmitted;
    }

    private static Task AcceptAsync(HttpContext context, OtlpResult result)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(result.Rejected == 0 ? "OK\n" : $"OK, but for {result.Rejected} values that could not be read\n");
    }

    private static DoorRefusal? ObjectionTo(HttpRequest request)
    {
        var (host, service, state) = ResultOf(request);
        return state is >= 0 and <= 3 && host.Length is > 0 and <= LongestName && service.Length is > 0 and <= LongestName && Protocols.Sentry.CheckIn.SlugOf($"{host}-{service}").Length > 0
            ? null
            : new(400, "malformed_result", "post what the plugin printed to /in/nagios/KEY/HOST/SERVICE/CODE; the exit code is 0 (OK), 1 (warning), 2 (critical) or 3 (unknown), names have at most 100 letters");
    }

    private static (string Host, string Service, int State) ResultOf(HttpRequest request)
    {
        string Word(string name) => request.RouteValues[name] as string ?? "";
        return (Word("host"), Word("service"), int.TryParse(Word("code"), out var state) ? state : -1);
    }
}
