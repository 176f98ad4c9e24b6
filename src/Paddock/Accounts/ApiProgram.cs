using Paddock.Accounts.Access;

namespace Paddock.Accounts;

/// <summary>A program that showed an API token. It reaches one project.</summary>
/// <param name="MakerId">Whose power bounds it; null: the command line, and so the server's own administrator, made it.</param>
internal sealed record ApiProgram(int TokenId, string Name, int ProjectId, int? MakerId, Capability Scopes);
