using System.Text.Json.Serialization;

namespace Paddock.Pipeline.Live;

/// <summary>What has become visible since the last message.</summary>
/// <param name="Records">Rows by kind, each the name of a view.</param>
/// <param name="Issues">Those that the errors among them belong to, and those that people have changed.</param>
internal sealed record LiveNews(IReadOnlyDictionary<string, long> Records, IReadOnlyCollection<int> Issues);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LiveNews))]
internal sealed partial class LiveJson : JsonSerializerContext;
