namespace Paddock.Accounts;

/// <summary>A project that was just made, with all that opens it. The token cannot be shown again.</summary>
internal sealed record NewProject(int Id, string Slug, string Dsn, string WriteKey, string ApiToken);
