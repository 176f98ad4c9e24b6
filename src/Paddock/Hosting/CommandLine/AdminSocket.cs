using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Paddock.Hosting.CommandLine;

/// <summary>
/// The Unix socket in the data directory by which commands reach a running server. Who may open the file (0600) is the administrator;
/// nothing but /admin is served there, and /admin nowhere else.
/// </summary>
internal static class AdminSocket
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // sockaddr_un holds 108 bytes with the closing zero.
    private const int LongestPath = 107;

    /// <summary>To be listened on beside the addresses for people. The caller holds the data lock, so a file that is there is a dead one.</summary>
    /// <exception cref="OptionException">The data directory's path is too long for a socket.</exception>
    public static string Prepare(PaddockOptions options)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(options.AdminSocket) > LongestPath)
            throw new OptionException("data", options.DataDirectory, "a shorter path: its socket may have 107 bytes");
        File.Delete(options.AdminSocket);
        return "http://unix:" + options.AdminSocket;
    }

    /// <summary>Closes the socket to others between bind and listen, so there is no moment at which they could connect.</summary>
    public static void AddAdminSocket(this IServiceCollection services) =>
        services.Configure<SocketTransportOptions>(static transport => transport.CreateBoundListenSocket = static endpoint =>
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            if (endpoint is UnixDomainSocketEndPoint)
                File.SetUnixFileMode(endpoint.ToString()!, OwnerOnly);
            return socket;
        });

    // Null when the client has hung up: then nobody hears the answer.
    private static EndPoint? LocalEndPoint(HttpContext context)
    {
        try
        {
            return context.Features.Get<IConnectionSocketFeature>()?.Socket.LocalEndPoint;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Keeps /admin and the rest apart. Comes first of all middleware.</summary>
    public static void UseAdminSocket(this IApplicationBuilder app, PaddockOptions options) => app.Use((context, next) =>
    {
        var isAdminSocket = LocalEndPoint(context) is UnixDomainSocketEndPoint local
            && local.ToString() == options.AdminSocket;
        if (isAdminSocket == context.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
