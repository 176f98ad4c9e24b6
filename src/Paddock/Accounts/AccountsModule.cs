using Microsoft.Extensions.DependencyInjection.Extensions;
using Paddock.Accounts.Access;
using Paddock.Accounts.Api;
using Paddock.Accounts.Audit;
using Paddock.Accounts.Intake;
using Paddock.Accounts.SecondFactor;
using Paddock.Database;
using Paddock.Hosting;
using Paddock.Hosting.Api;

namespace Paddock.Accounts;

/// <summary>People, projects, and what opens them.</summary>
internal static class AccountsModule
{
    /// <param name="store">Opened, and later disposed, by the caller.</param>
    public static IServiceCollection AddAccounts(this IServiceCollection services, RelationalStore store)
    {
        services.AddSingleton(store);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<ProjectKeys>();
        services.AddSingleton<Projects>();
        services.AddSingleton<IntakeSettings>();
        services.AddSingleton<FilterPreviews>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<AccessChanges>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<PasswordWork>();
        services.AddSingleton<PasswordChanges>();
        services.AddSingleton<FirstRun>();
        services.AddSingleton<OwnPassword>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<Members>();
        services.AddSingleton<SecretBox>();
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<CodeAttempts>();
        services.AddSingleton<PendingSignIns>();
        services.AddSingleton<CodeSignIn>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AccountsJson.Default));
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, IntakeJson.Default));
        return services.AddProblemDetails();
    }

    /// <summary>From here on every endpoint's <see cref="AccessRule"/> is enforced, so this comes before anything that answers by itself.</summary>
    public static void MapAccounts(this WebApplication app)
    {
        app.Use(AccessControl.EnforceAsync);
        var api = app.MapApi();
        api.MapSession();
        api.MapProjects();
        api.MapTokens();
        api.MapKeys();
        api.MapFilters();
        api.MapLimits();
        api.MapMembers();
        api.MapInvitations();
        api.MapSessions();
        api.MapSecondFactor();
        api.MapPeople();
        api.MapAudit();
    }
}
