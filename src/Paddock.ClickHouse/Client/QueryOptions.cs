namespace Paddock.ClickHouse;

/// <summary>What one statement is sent with.</summary>
public sealed record QueryOptions
{
    public static QueryOptions None { get; } = new();

    /// <summary>Values for <c>{name:Type}</c> in the SQL. Never put a value into the SQL itself.</summary>
    public QueryParameters Parameters { get; init; } = [];

    /// <summary>ClickHouse settings that hold for this statement only.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Where unqualified names are looked up; the client's own database when null.</summary>
    public string? Database { get; init; }

    public string? QueryId { get; init; }

    /// <summary>
    /// Who wrote the statement, where it is not Paddock. The bundled engine gives guests places of their own and ends a statement of theirs that cannot
    /// be cancelled; a server's administrator can keep quotas by it.
    /// </summary>
    public string? Owner { get; init; }
}
