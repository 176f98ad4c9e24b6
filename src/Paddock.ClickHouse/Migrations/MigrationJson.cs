using System.Text.Json.Serialization;

namespace Paddock.ClickHouse;

internal sealed record ReachedMigration([property: JsonPropertyName("number")] uint Number);

[JsonSerializable(typeof(ReachedMigration))]
internal sealed partial class MigrationJson : JsonSerializerContext;
