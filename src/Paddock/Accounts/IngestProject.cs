namespace Paddock.Accounts;

/// <summary>What a receiver needs to know of the project that a key opens.</summary>
internal sealed record IngestProject(int Id, string Slug, string? Domain, ushort RetentionDays);
