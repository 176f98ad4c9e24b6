namespace Paddock.Accounts;

/// <summary>A program that showed an API token. It reaches one project.</summary>
internal sealed record ApiProgram(int TokenId, int ProjectId);
