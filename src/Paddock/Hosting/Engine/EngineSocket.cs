using System.Net.Sockets;
using System.Text;

namespace Paddock.Hosting.Engine;

/// <summary>The Unix socket between Paddock and its engine.</summary>
internal static class EngineSocket
{
    private const int LongestAddress = 107; // bytes in sun_path, without the final zero

    /// <summary>In the engine's own directory where that is short enough for an address, else in a fresh private one.</summary>
    internal static string PathFor(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "engine", "socket");
        return Encoding.UTF8.GetByteCount(path) <= LongestAddress
            ? path
            : Path.Combine(Directory.CreateTempSubdirectory("paddock-").FullName, "socket");
    }

    /// <summary>For an HttpClient whose every request goes to the socket, whatever host its address names.</summary>
    internal static HttpMessageHandler Handler(string path) => new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
