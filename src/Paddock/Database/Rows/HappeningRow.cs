namespace Paddock.Database.Rows;

/// <summary>Something that people may want to be told of, written in the transaction in which it came to be; who is told is decided afterwards (Alerting).</summary>
internal sealed class HappeningRow
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>issue.new, issue.regressed, issue.escalating, issue.back, monitor.down or monitor.up.</summary>
    public required string Kind { get; init; }

    /// <summary>The or the monitor's id.</summary>
    public required int SubjectId { get; init; }

    /// <summary>When it happened; of what is sent late, long before it was written.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Without personal data: the type of an error, the name of a monitor.</summary>
    public required string Title { get; init; }

    /// <summary>Where it happened, or what was wrong.</summary>
    public required string Detail { get; init; }

    /// <summary>fatal, error, warning, info or debug.</summary>
    public required string Level { get; init; }
}
