using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Paddock.Accounts.Intake;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FilterSettings))]
[JsonSerializable(typeof(FilterTrial))]
[JsonSerializable(typeof(FilterPreview))]
[JsonSerializable(typeof(LimitSettings))]
internal sealed partial class IntakeJson : JsonSerializerContext
{
    /// <summary>What is stored of a project; <paramref name="usual"/> where nothing is.</summary>
    public static T Read<T>(string? json, JsonTypeInfo<T> type, T usual) => json is null ? usual : JsonSerializer.Deserialize(json, type)!;
}
