using System.Text.Json.Serialization;

namespace Paddock.ClickHouse.Scope;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CommentedTable))]
[JsonSerializable(typeof(DescribedColumn))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(NamedFunction))]
[JsonSerializable(typeof(NamedTable))]
[JsonSerializable(typeof(ProjectColumn))]
internal sealed partial class ScopeJson : JsonSerializerContext;

internal sealed record CommentedTable(string Name, string Comment);

internal sealed record DescribedColumn(string Name, string Type);

internal sealed record NamedFunction(string Name);

internal sealed record NamedTable(string Database, string Name);

internal sealed record ProjectColumn(string Database, string Table);
