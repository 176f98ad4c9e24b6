namespace Paddock.Hosting.CommandLine;

/// <summary>The server's half of the command line.</summary>
internal static class AdministrationModule
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddAdminSocket();
        return services.AddSingleton<Administration>();
    }

    /// <summary>Comes before all other middleware: it keeps the admin socket and the addresses for people apart.</summary>
    public static void MapAdministration(this WebApplication app, PaddockOptions options)
    {
        app.UseAdminSocket(options);
        app.MapAdmin();
    }
}
