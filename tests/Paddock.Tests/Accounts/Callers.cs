using Microsoft.Extensions.DependencyInjection;
using Paddock.Accounts;
using Paddock.Accounts.Access;
using Paddock.Database;
using Paddock.Database.Rows;
using AccountSessions = Paddock.Accounts.Sessions;

namespace Paddock.Tests.Accounts;

/// <summary>Everybody who could ask: people in every role of one project, people of another, programs with every scope, and those who could once.</summary>
internal sealed class Callers
{
    private readonly IServiceProvider _services;
    private readonly Dictionary<string, int> _people = [];
    private readonly Dictionary<string, string> _tokens = [];

    private Callers(IServiceProvider services) => _services = services;

    public required NewProject Own { get; init; }

    public IEnumerable<string> Names => [.. _people.Keys, .. _tokens.Keys, "nobody"];

    public static async Task<Callers> InviteAsync(IServiceProvider services, NewProject own, NewProject foreign)
    {
        var callers = new Callers(services) { Own = own };
        await callers.AddPersonAsync("administrator", null, null);
        foreach (var role in Role.Everything) await callers.AddPersonAsync(role.Name, own.Id, role);
        await callers.AddPersonAsync("neighbour", foreign.Id, Role.Owner);
        await callers.AddPersonAsync("disabled", own.Id, Role.Owner);
        foreach (var scope in TokenScope.Names) await callers.AddTokenAsync($"token {scope}", own.Id, null, scope);
        await callers.AddTokenAsync("token of the neighbour", foreign.Id, null, TokenScope.Names);
        await callers.AddTokenAsync("token of a viewer", own.Id, "viewer", TokenScope.Names);
        await callers.AddTokenAsync("token of a left member", own.Id, "neighbour", TokenScope.Names);
        await callers.AddTokenAsync("token of the disabled", own.Id, "disabled", TokenScope.Names);
        await callers.AddTokenAsync("revoked token", own.Id, null, TokenScope.Names);
        await callers.WriteAsync(async db =>
        {
            db.Users.Single(row => row.Email == "administrator@example.org").IsAdministrator = true;
            db.Users.Single(row => row.Email == "disabled@example.org").IsDisabled = true;
            db.ApiTokens.Single(row => row.Name == "revoked token").RevokedAt = DateTimeOffset.UnixEpoch;
            await Task.CompletedTask;
        });
        callers._tokens["wrong token"] = "pdk_wrong";
        callers._tokens["write key"] = own.WriteKey;
        return callers;
    }

    /// <summary>Adds the caller's credentials: each time a session of its own, since some requests end one.</summary>
    /// <returns>What a change has to bring along against forgery; null for programs.</returns>
    public async Task<string?> SignAsync(HttpRequestMessage request, string caller)
    {
        if (_tokens.TryGetValue(caller, out var token)) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (!_people.TryGetValue(caller, out var user)) return null;
        var session = "";
        await WriteAsync(async db => session = await _services.GetRequiredService<AccountSessions>().StartAsync(db, user, new Browser(null, "walk", null), CancellationToken.None));
        request.Headers.Add("Cookie", $"paddock_session={session}");
        return AccountSessions.CsrfToken(session);
    }

    private async Task AddPersonAsync(string name, int? project, Role? role)
    {
        var user = new UserRow { Email = $"{name}@example.org", Name = name, PasswordHash = "", CreatedAt = DateTimeOffset.UnixEpoch, PasswordChangedAt = DateTimeOffset.UnixEpoch };
        await WriteAsync(async db =>
        {
            db.Users.Add(user);
            await db.SaveChangesAsync();
            if (project is { } id) db.ProjectMembers.Add(new ProjectMemberRow { ProjectId = id, UserId = user.Id, Role = role!.Name });
        });
        _people[name] = user.Id;
    }

    private Task<bool> AddTokenAsync(string name, int project, string? maker, params string[] scopes) => WriteAsync(db =>
    {
        _tokens[name] = _services.GetRequiredService<ApiTokens>().Add(db, project, maker is null ? null : _people[maker], name, scopes).Secret;
        return Task.CompletedTask;
    });

    private Task<bool> WriteAsync(Func<PaddockDb, Task> write) => _services.GetRequiredService<RelationalStore>().WriteAsync(
        async (db, _) =>
        {
            await write(db);
            return true;
        },
        TestContext.Current.CancellationToken);
}
