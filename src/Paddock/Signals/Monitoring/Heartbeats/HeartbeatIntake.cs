using System.Text;
using Paddock.ClickHouse;
using Paddock.Pipeline;
using Paddock.Signals.Monitoring.Checks;

namespace Paddock.Signals.Monitoring.Heartbeats;

/// <summary>Hears what jobs say, on the way of their rows into the store: after the journal, so nothing heard is lost again. On the batch writer's thread. A job that nobody has entered enters itself.</summary>
internal sealed class HeartbeatIntake(MonitorBook book, Monitors monitors)
{
    // A batch that failed comes again: so many words are known to have been heard.
    private const int Remembered = 4_096;

    private static readonly int ProjectColumn = ChecksTable.CheckIns.IndexOf("project");
    private static readonly int TimeColumn = ChecksTable.CheckIns.IndexOf("time");
    private static readonly int ReceiverColumn = ChecksTable.CheckIns.IndexOf("receiver");
    private static readonly int EnvironmentColumn = ChecksTable.CheckIns.IndexOf("environment");
    private static readonly int RunColumn = ChecksTable.CheckIns.IndexOf("check_in_id");
    private static readonly int MonitorColumn = ChecksTable.CheckIns.IndexOf("monitor");
    private static readonly int StatusColumn = ChecksTable.CheckIns.IndexOf("status");
    private static readonly int DetailColumn = ChecksTable.CheckIns.IndexOf("detail");

    private readonly HashSet<Heard> _heard = [];
    private readonly Queue<Heard> _order = new();

    public TableBinding Binding() => new(ChecksTable.CheckIns) { RecentKeysSql = ChecksTable.RecentKeysSql, BeforeInsert = HearAsync };

    private async ValueTask HearAsync(IReadOnlyList<RowRef> rows, CancellationToken cancel)
    {
        if (book.IsStale) await book.ReloadAsync(cancel);
        foreach (var row in rows)
            if (Read(row.Read()) is { } heard && !_heard.Contains(heard)) await HearAsync(heard, cancel);
    }

    private async ValueTask HearAsync(Heard heard, CancellationToken cancel)
    {
        var watched = book.Find(heard.Project, heard.Monitor, heard.Environment);
        if (watched is null || !Monitors.IsAsSaid(watched.Monitor, heard.Config))
        {
            if (!await monitors.AdoptAsync(heard.Project, heard.Monitor, heard.Environment, heard.Config, cancel)) return;
            await book.ReloadAsync(cancel);
            watched = book.Find(heard.Project, heard.Monitor, heard.Environment);
        }
        if (watched is not null) await book.ChangeAsync(watched, (state, changes) => HeartbeatRules.Hear(state, watched.Plan, new CheckInHeard(heard.Word, heard.Run, heard.At), changes), cancel);
        Remember(heard);
    }

    private void Remember(Heard heard)
    {
        if (!_heard.Add(heard)) return;
        _order.Enqueue(heard);
        if (_order.Count > Remembered) _heard.Remove(_order.Dequeue());
    }

    /// <summary>Null: no word of a job, but one of ours about its silence.</summary>
    private static Heard? Read(RowReader row)
    {
        var (project, at) = ((int)row.UInt32(ProjectColumn), UnixTime.FromUnixNanoseconds(row.DateTime64(TimeColumn)));
        if (row.String(ReceiverColumn).SequenceEqual("checks"u8)) return null;
        var environment = Encoding.UTF8.GetString(row.String(EnvironmentColumn));
        var run = new Guid(row.FixedString16(RunColumn), bigEndian: true);
        var monitor = Encoding.UTF8.GetString(row.String(MonitorColumn));
        var status = row.String(StatusColumn);
        var word = status.SequenceEqual("in_progress"u8) ? Word.Began : status.SequenceEqual("ok"u8) ? Word.Good : Word.Failed;
        return new Heard(project, monitor, environment, word, run, at, MonitorConfig.Parse(row.String(DetailColumn)));
    }

    private sealed record Heard(int Project, string Monitor, string Environment, Word Word, Guid Run, DateTimeOffset At, MonitorConfig? Config);
}
