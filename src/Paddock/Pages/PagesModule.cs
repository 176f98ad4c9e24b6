namespace Paddock.Pages;

/// <summary>Documents that the server renders itself.</summary>
internal static class PagesModule
{
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapSignIn();
        routes.MapSignOut();
        routes.MapCode();
        routes.MapWelcome();
        routes.MapInvitation();
    }
}
