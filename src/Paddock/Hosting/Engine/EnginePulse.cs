using System.Net.Sockets;

namespace Paddock.Hosting.Engine;

/// <summary>Asks the engine again and again whether it lives. A process can stand still without ending; then nobody but its supervisor can help.</summary>
internal sealed class EnginePulse(HttpMessageHandler handler, Uri uri, TimeSpan interval, TimeProvider time) : IDisposable
{
    private const int MostMissed = 3;
    private readonly HttpClient _client = new(handler, disposeHandler: false) { BaseAddress = uri, Timeout = interval };

    internal async Task<bool> BeatsAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync("ping", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Done when the pulse has been missed too often, or at the end of the process.</summary>
    internal async Task WatchAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(interval, time);
        var missed = 0;
        try
        {
            while (missed < MostMissed && await timer.WaitForNextTickAsync(ended))
                missed = await BeatsAsync(ended) ? 0 : missed + 1;
        }
        catch (OperationCanceledException)
        {
            // the process has ended
        }
    }

    public void Dispose() => _client.Dispose();
}
