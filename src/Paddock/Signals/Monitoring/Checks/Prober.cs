using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Paddock.Database.Rows;
using Paddock.Outbound;

namespace Paddock.Signals.Monitoring.Checks;

/// <summary>Asks sites and ports whether they are there.</summary>
internal sealed class Prober(OutboundHttp http, OutboundConnections connections, TimeProvider time)
{
    private const string Agent = "Paddock (checks)";
    private const int MostBody = 1 << 20;

    public Task<CheckFinding> ProbeAsync(MonitorRow monitor, CancellationToken cancel) => monitor.Kind == MonitorKind.Tcp ? ProbePortAsync(monitor, cancel) : ProbeSiteAsync(monitor, cancel);

    private async Task<CheckFinding> ProbeSiteAsync(MonitorRow monitor, CancellationToken cancel)
    {
        var ranges = StatusRanges.Parse(monitor.ExpectedStatus) ?? [(200, 299)];
        var trace = NewId();
        var result = await http.SendAsync(new OutboundRequest(new Uri(monitor.Url), new HttpMethod(monitor.Method))
        {
            Headers = [.. HeaderLines.Parse(monitor.Headers) ?? [], .. Own(trace)],
            Timeout = TimeSpan.FromSeconds(monitor.TimeoutSeconds),
            IsAnswer = status => StatusRanges.Hold(ranges, status),
            MostBody = MostBody,
        }, cancel);
        var problem = Problem(monitor, ranges, result);
        var verdict = result.Failure == OutboundFailure.AddressRefused ? new Verdict(VerdictKind.Unknown, problem!) : problem is null ? Verdict.Good : new Verdict(VerdictKind.Failed, problem);
        return new CheckFinding(verdict, result.Failure is null or OutboundFailure.Timeout ? result.Phases.Total.TotalMilliseconds : double.NaN, Detail(result, problem), trace, result.Phases.CertificateExpiresAt);
    }

    private async Task<CheckFinding> ProbePortAsync(MonitorRow monitor, CancellationToken cancel)
    {
        var url = new Uri(monitor.Url);
        var phases = new OutboundPhases();
        var began = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(monitor.TimeoutSeconds), time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        (string Failure, string Detail)? failed = null;
        try
        {
            var connection = await connections.OpenAsync(url.IdnHost, url.Port, ends.Token);
            await connection.Stream.DisposeAsync();
            (phases.Resolving, phases.Connecting, phases.Address) = (connection.Resolving, connection.Connecting, connection.Address.ToString());
        }
        catch (OutboundException problem)
        {
            failed = (problem.Failure, problem.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            failed = (OutboundFailure.Timeout, $"No connection within {monitor.TimeoutSeconds} s.");
        }
        phases.Total = time.GetElapsedTime(began);
        var verdict = failed is null ? Verdict.Good : new Verdict(failed.Value.Failure == OutboundFailure.AddressRefused ? VerdictKind.Unknown : VerdictKind.Failed, failed.Value.Detail);
        var result = new OutboundResult { Failure = failed?.Failure, Phases = phases };
        return new CheckFinding(verdict, failed is null ? phases.Total.TotalMilliseconds : double.NaN, Detail(result, failed?.Detail));
    }

    private static string? Problem(MonitorRow monitor, (int First, int Last)[] ranges, OutboundResult result)
    {
        if (result.Failure is not null) return result.Detail;
        if (!StatusRanges.Hold(ranges, result.Status)) return $"It answered with status {result.Status}, not {monitor.ExpectedStatus}.";
        if (monitor.ExpectedText.Length == 0 || result.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(monitor.ExpectedText)) >= 0) return null;
        return result.IsCut ? $"The first {MostBody >> 20} MB of its answer do not have the expected text." : "Its answer does not have the expected text.";
    }

    // Not to be sampled: a check a minute would be most of a small site's requests. What it logs and what breaks comes with the trace all the same.
    private static KeyValuePair<string, string>[] Own(UInt128 trace)
    {
        var (id, span) = (trace.ToString("x32", CultureInfo.InvariantCulture), ((ulong)trace | 1).ToString("x16", CultureInfo.InvariantCulture));
        return [new("User-Agent", Agent), new("Accept", "*/*"), new("Cache-Control", "no-cache"), new("traceparent", $"00-{id}-{span}-00"), new("sentry-trace", $"{id}-{span}-0")];
    }

    private static UInt128 NewId() => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(RandomNumberGenerator.GetBytes(16));

    private static byte[] Detail(OutboundResult result, string? problem)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        if (problem is not null) json.WriteString("error", result.Failure ?? (problem.Contains("status", StringComparison.Ordinal) ? "status" : "text"));
        if (problem is not null) json.WriteString("message", problem);
        if (result.Status > 0) json.WriteNumber("http_status", result.Status);
        var phases = result.Phases;
        Phase("dns_ms", phases.Resolving);
        Phase("connect_ms", phases.Connecting);
        Phase("tls_ms", phases.Tls);
        Phase("wait_ms", phases.Waiting);
        Phase("read_ms", phases.Reading);
        if (phases.Redirects > 0) json.WriteNumber("redirects", phases.Redirects);
        if (phases.Address.Length > 0) json.WriteString("address", phases.Address);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();

        void Phase(string name, TimeSpan took)
        {
            if (took > TimeSpan.Zero) json.WriteNumber(name, Math.Round(took.TotalMilliseconds, 2));
        }
    }
}
