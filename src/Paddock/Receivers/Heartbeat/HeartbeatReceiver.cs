using System.Globalization;
using System.Text;
using Paddock.Accounts;
using Paddock.Pipeline;
using Paddock.Protocols.Sentry;
using Paddock.Receivers.Intake;
using Paddock.Signals.Monitoring;
using Paddock.Signals.Monitoring.Heartbeats;

namespace Paddock.Receivers.Heartbeat;

/// <summary>The door of jobs without a client: an address that is called. 200 when the word is in the journal; what is refused is counted in the ledger with its reason.</summary>
internal sealed class HeartbeatReceiver(ProjectKeys keys, Journal journal, Refusals refusals, JobRoom jobs, RateLimits limits, TimeProvider time)
{
    private const string Receiver = "heartbeat";
    private const string Signal = "check_ins";
    private const int LongestEnvironment = 64;

    public async Task ReceiveAsync(HttpContext context, string key, string job, string? word)
    {
        var cancel = context.RequestAborted;
        if (await keys.FindAsync(key, cancel) is not { } project)
        {
            refusals.Count(Refusals.NoProject, Receiver, "unknown_key", StatusCodes.Status403Forbidden);
            await AnswerAsync(context, StatusCodes.Status403Forbidden, "This key is not known here, or was revoked.");
            return;
        }
        var (slug, run, environment) = (CheckIn.SlugOf(job), context.Request.Query["rid"].ToString(), context.Request.Query["environment"].ToString());
        var id = Guid.Empty;
        if (slug.Length == 0 || Status(word) is not { } status || environment.Length > LongestEnvironment || environment.Any(char.IsControl) || (run.Length > 0 && !Guid.TryParse(run, out id)))
        {
            refusals.Count(project.Id, Receiver, "malformed_heartbeat", StatusCodes.Status400BadRequest);
            await AnswerAsync(context, StatusCodes.Status400BadRequest, "Call /in/heartbeat/KEY/JOB when the job is done, …/start when it begins, …/fail or …/EXITCODE (0 to 255) when it ends; ?rid= may be a UUID, ?environment= a word.");
            return;
        }
        if (limits.Take(project, Signal) is { } reached)
        {
            await RefuseAsync(context, project.Id, reached.Refusal);
            return;
        }
        var isAdmitted = jobs.Admits(project.Id, slug, environment);
        switch (await AppendAsync(project, slug, status, id, environment, isAdmitted, cancel))
        {
            case AppendResult.Durable when !isAdmitted:
                await AnswerAsync(context, StatusCodes.Status400BadRequest, $"{JobRoom.Most} jobs have entered themselves in this project, those of each environment counted; delete some first.");
                break;
            case AppendResult.Durable:
                await AnswerAsync(context, StatusCodes.Status200OK, "OK");
                break;
            case AppendResult.Full:
                await RefuseAsync(context, project.Id, DoorRefusal.Overloaded);
                break;
            default:
                await RefuseAsync(context, project.Id, DoorRefusal.Unavailable);
                break;
        }
    }

    private async Task<AppendResult> AppendAsync(IngestProject project, string slug, string status, Guid run, string environment, bool isAdmitted, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixNanoseconds();
        using var entry = new EntryWriter(now);
        var key = new LedgerKey(project.Id, Receiver, Signal);
        Ledger.Count(entry, key, Outcome.Received, "", 1);
        if (!isAdmitted) Ledger.Count(entry, key, Outcome.Limited, "too_many_jobs", 1);
        else ChecksRow.Write(entry, ChecksTable.CheckIns, key, new Correlation
        {
            Project = project.Id,
            Time = now,
            RetentionDays = project.RetentionDays,
            ReceivedAt = now,
            Receiver = Receiver,
            Environment = Encoding.UTF8.GetBytes(environment),
        }, new CheckRecord
        {
            CheckInId = run == Guid.Empty ? default : run.ToByteArray(bigEndian: true),
            Monitor = Encoding.UTF8.GetBytes(slug),
            Status = Encoding.UTF8.GetBytes(status),
            LatencyMilliseconds = double.NaN,
        });
        return await journal.AppendAsync(entry, cancel);
    }

    private static string? Status(string? word) => word switch
    {
        null or "" => "ok",
        "start" => "in_progress",
        "fail" => "error",
        _ => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code <= 255 ? code == 0 ? "ok" : "error" : null,
    };

    private Task RefuseAsync(HttpContext context, int project, DoorRefusal refusal)
    {
        refusals.Count(project, Receiver, refusal.Reason, refusal.Status);
        context.Response.Headers.RetryAfter = refusal.RetrySeconds.ToString(CultureInfo.InvariantCulture);
        return AnswerAsync(context, refusal.Status, "Not kept; call again later.");
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }
}
