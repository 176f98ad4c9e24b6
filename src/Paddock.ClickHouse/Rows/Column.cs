namespace Paddock.ClickHouse;

public sealed record Column(string Name, ColumnType Type);
