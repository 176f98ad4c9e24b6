namespace Paddock.Protocols.Prometheus;

/// <summary>One visit to a target that is asked for its metrics.</summary>
/// <param name="Job">The label of all its series, and their service.</param>
/// <param name="Instance">Another one: host and port.</param>
/// <param name="IsUp">It answered.</param>
public sealed record Scrape(string Job, string Instance, bool IsUp, TimeSpan Duration);
