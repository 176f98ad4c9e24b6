using System.Net.Sockets;
using System.Text.Json.Serialization.Metadata;
using Paddock.Accounts;

namespace Paddock.Hosting.CommandLine;

/// <summary>The server that has the data directory, asked over its admin socket.</summary>
internal sealed class RunningServer(HttpClient http) : IAdministration, IDisposable
{
    /// <returns>Null when nobody listens on the socket.</returns>
    public static async Task<RunningServer?> TryConnectAsync(string socket, CancellationToken cancellation)
    {
        try
        {
            using var probe = await ConnectAsync(socket, cancellation);
        }
        catch (SocketException)
        {
            return null;
        }

        var handler = new SocketsHttpHandler { ConnectCallback = async (_, stop) => await ConnectAsync(socket, stop), UseProxy = false };
        return new RunningServer(new HttpClient(handler) { BaseAddress = new Uri("http://paddock") });
    }

    public Task<NewProject> CreateProjectAsync(ProjectRequest request, CancellationToken cancellation) =>
        PostAsync(AdminApi.ProjectsPath, request, AdminJson.Default.ProjectRequest, AdminJson.Default.NewProject, cancellation);

    public async Task<string> MakeTokenAsync(string project, string name, string[] scopes, CancellationToken cancellation)
    {
        var answer = await PostAsync(AdminApi.TokensPath, new TokenRequest(project, name, scopes), AdminJson.Default.TokenRequest, AdminJson.Default.TokenAnswer, cancellation);
        return answer.Token;
    }

    public async Task<Uri> MakeLinkAsync(string? email, CancellationToken cancellation)
    {
        var answer = await PostAsync(AdminApi.LinksPath, new LinkRequest(email), AdminJson.Default.LinkRequest, AdminJson.Default.LinkAnswer, cancellation);
        return answer.Link;
    }

    public async Task<string> ResetSecondFactorAsync(string? email, CancellationToken cancellation)
    {
        var answer = await PostAsync(AdminApi.SecondFactorsPath, new LinkRequest(email), AdminJson.Default.LinkRequest, AdminJson.Default.AccountAnswer, cancellation);
        return answer.Email;
    }

    public void Dispose() => http.Dispose();

    private async Task<TAnswer> PostAsync<TRequest, TAnswer>(
        string path, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.PostAsJsonAsync(path, request, requestType, cancellation);
            if (!response.IsSuccessStatusCode)
                throw new AdministrationException(await response.Content.ReadAsStringAsync(cancellation));
            return (await response.Content.ReadFromJsonAsync(answerType, cancellation))!;
        }
        catch (HttpRequestException problem)
        {
            throw new AdministrationException($"The server did not answer: {problem.Message}");
        }
    }

    private static async Task<NetworkStream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
