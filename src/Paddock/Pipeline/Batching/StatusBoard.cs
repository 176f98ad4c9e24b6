namespace Paddock.Pipeline;

/// <summary>Written by the batch writer, read by anyone.</summary>
internal sealed class StatusBoard(Journal journal, long storedUntil, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly RateMeter rate = new(time);
    private DateTimeOffset? oldest;
    private string? lastError;
    private long stored, duplicates, dead, batches, damaged;
    private long replayUntil = journal.End;
    private long position = storedUntil;

    public void Waiting(DateTimeOffset since)
    {
        lock (gate) oldest ??= since;
    }

    public void Taken(Batch batch)
    {
        lock (gate)
        {
            damaged += batch.Damaged;
            if (batch.OldestReceivedAt is { } nanoseconds) oldest = UnixTime.FromUnixNanoseconds(nanoseconds);
        }
    }

    public void Failed(Exception error)
    {
        lock (gate) lastError = error.Message;
    }

    public void Buried()
    {
        lock (gate) dead++;
    }

    public void Stored(Batch batch, int deadRows)
    {
        lock (gate)
        {
            batches++;
            stored += batch.Rows - deadRows;
            duplicates += batch.Duplicates.Count;
            rate.Add(batch.Rows - deadRows);
            (oldest, lastError, position) = (null, null, batch.End);
        }
    }

    public PipelineStatus Read()
    {
        lock (gate)
        {
            var waiting = Math.Max(0, journal.End - Math.Max(position, journal.Begin));
            return new PipelineStatus
            {
                IsReplaying = position < replayUntil && waiting > 0,
                JournalBytes = waiting,
                OldestUnflushed = waiting > 0 && oldest is { } since ? time.GetUtcNow() - since : TimeSpan.Zero,
                LastError = journal.LastError ?? lastError,
                RowsPerSecond = rate.PerSecond,
                StoredRows = stored,
                DuplicateRows = duplicates,
                DeadLetters = dead,
                Batches = batches,
                DamagedBytes = damaged,
            };
        }
    }
}
