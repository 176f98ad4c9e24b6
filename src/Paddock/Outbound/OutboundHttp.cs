using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Paddock.Outbound;

/// <summary>
/// HTTP to hosts that people name: each hop by <see cref="OutboundConnections"/>, so a redirect is judged as its target was; bounded in time, redirects and bytes;
/// no proxy, no cookies, no connection kept.
/// </summary>
internal sealed class OutboundHttp(OutboundConnections connections, TimeProvider time)
{
    private const int HeadKilobytes = 64;

    public async Task<OutboundResult> SendAsync(OutboundRequest request, CancellationToken cancel)
    {
        var phases = new OutboundPhases();
        var began = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(request.Timeout, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            var result = await FollowAsync(request, phases, ends.Token);
            phases.Total = time.GetElapsedTime(began);
            return result;
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested && problem is HttpRequestException or IOException or OperationCanceledException)
        {
            phases.Total = time.GetElapsedTime(began);
            return timeout.IsCancellationRequested
                ? Failed(phases, OutboundFailure.Timeout, $"No whole answer within {request.Timeout.TotalSeconds:0.#} s.")
                : Failed(phases, problem);
        }
    }

    private async Task<OutboundResult> FollowAsync(OutboundRequest request, OutboundPhases phases, CancellationToken cancel)
    {
        var (url, method, body) = (request.Url, request.Method, request.Body);
        while (true)
        {
            using var handler = Handler(phases);
            using var invoker = new HttpMessageInvoker(handler);
            using var message = Message(request, url, method, body);
            var asked = time.GetTimestamp();
            var before = phases.Resolving + phases.Connecting + phases.Tls;
            using var answer = await invoker.SendAsync(message, cancel);
            phases.Waiting += time.GetElapsedTime(asked) - (phases.Resolving + phases.Connecting + phases.Tls - before);
            var status = (int)answer.StatusCode;
            if (request.IsAnswer(status) || !IsRedirect(answer)) return await ReadAsync(answer, request.MostBody, phases, cancel);
            if (++phases.Redirects > request.MostRedirects) return Failed(phases, OutboundFailure.TooManyRedirects, $"It redirects more than {request.MostRedirects} times.");
            var next = new Uri(url, answer.Headers.Location!);
            if (next.Scheme is not ("http" or "https")) return Failed(phases, OutboundFailure.BadRedirect, "It redirects to another protocol than HTTP.");
            if (status is 303 || (status is 301 or 302 && method == HttpMethod.Post)) (method, body) = (HttpMethod.Get, null);
            url = next;
        }
    }

    private async Task<OutboundResult> ReadAsync(HttpResponseMessage answer, int most, OutboundPhases phases, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var body = new byte[Math.Min(most, 16 << 10)];
        var length = 0;
        for (int read; length < most; length += read)
        {
            if (length == body.Length) Array.Resize(ref body, Math.Min(most, 4 * body.Length));
            read = await stream.ReadAsync(body.AsMemory(length), cancel);
            if (read == 0) break;
        }
        phases.Reading = time.GetElapsedTime(began);
        return new OutboundResult { Status = (int)answer.StatusCode, Body = body[..length], IsCut = length == most, Phases = phases };
    }

    private SocketsHttpHandler Handler(OutboundPhases phases)
    {
        long connected = 0;
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = HeadKilobytes,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            ConnectCallback = async (context, cancel) =>
            {
                var connection = await connections.OpenAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel);
                phases.Resolving += connection.Resolving;
                phases.Connecting += connection.Connecting;
                phases.Address = connection.Address.ToString();
                connected = time.GetTimestamp();
                return connection.Stream;
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, errors) => Judge(certificate, errors, phases),
            },
            // Between the handshake and the first byte of the request.
            PlaintextStreamFilter = (context, _) =>
            {
                if (context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps) phases.Tls += time.GetElapsedTime(connected);
                return ValueTask.FromResult(context.PlaintextStream);
            },
        };
    }

    private bool Judge(X509Certificate? certificate, SslPolicyErrors errors, OutboundPhases phases)
    {
        if (certificate is X509Certificate2 shown) phases.CertificateExpiresAt = shown.NotAfter.ToUniversalTime();
        if (errors == SslPolicyErrors.None) return true;
        throw phases.CertificateExpiresAt < time.GetUtcNow()
            ? new OutboundException(OutboundFailure.CertificateExpired, $"Its certificate expired on {phases.CertificateExpiresAt:yyyy-MM-dd}.")
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                ? new OutboundException(OutboundFailure.CertificateOfAnother, "Its certificate is for another name.")
                : new OutboundException(OutboundFailure.CertificateUntrusted, "Its certificate is not signed by an authority that this machine trusts.");
    }

    private static HttpRequestMessage Message(OutboundRequest request, Uri url, HttpMethod method, ReadOnlyMemory<byte>? body)
    {
        var message = new HttpRequestMessage(method, url);
        if (body is { } bytes) message.Content = new ReadOnlyMemoryContent(bytes);
        if (!IsSameOrigin(url, request.Url)) return message;
        foreach (var (name, value) in request.Headers)
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static bool IsSameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static bool IsRedirect(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && answer.Headers.Location is not null;

    private static OutboundResult Failed(OutboundPhases phases, Exception problem)
    {
        for (var inner = problem; inner is not null; inner = inner.InnerException)
            if (inner is OutboundException own) return Failed(phases, own.Failure, own.Message);
        return (problem as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => Failed(phases, OutboundFailure.NoTls, "It does not speak TLS as this machine does."),
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => Failed(phases, OutboundFailure.BadAnswer, "Its answer is no HTTP, or its head is longer than 64 kB."),
            _ => Failed(phases, OutboundFailure.CutOff, "It closed the connection before its answer was whole."),
        };
    }

    private static OutboundResult Failed(OutboundPhases phases, string failure, string detail) => new() { Failure = failure, Detail = detail, Phases = phases };
}
