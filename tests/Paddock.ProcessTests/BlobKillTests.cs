using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>kill -9 while files arrive: what was acknowledged is there whole, and nothing is there in halves.</summary>
public sealed class BlobKillTests
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("PADDOCK_KILL_ROUNDS") ?? "3");
    private const int Clients = 4;
    private const int AcknowledgedEachRound = 40;

    private readonly ConcurrentDictionary<string, int> _acknowledged = new();

    [Fact]
    public async Task The_program_is_killed_while_files_arrive_and_each_is_there_whole_or_not_at_all()
    {
        var data = Directory.CreateTempSubdirectory("paddock-").FullName;
        var server = await PaddockProcess.ServeAsync(data);
        var project = await server.CreateProjectAsync("files");
        for (var round = 0; round < Rounds; round++)
        {
            using var stop = new CancellationTokenSource();
            var clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => SendAsync(server.Url, project, new Random((round * Clients) + client), stop.Token))));
            var goal = _acknowledged.Count + AcknowledgedEachRound;
            await Eventually.TrueAsync(() => Task.FromResult(_acknowledged.Count >= goal), () => $"{_acknowledged.Count} files acknowledged");
            await server.KillAsync();
            await stop.CancelAsync();
            await clients;
            server = await PaddockProcess.ServeAsync(data, server.Url);
        }
        foreach (var file in Directory.EnumerateDirectories(Path.Combine(data, "blobs")).SelectMany(static folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
            Assert.Equal(Path.GetFileName(file), Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file))));
        Dictionary<string, int> stored = [];
        await Eventually.TrueAsync(async () =>
        {
            stored = (await server.SqlAsync(project, "SELECT blob, toInt32(any(size)) FROM attachments GROUP BY blob")).ToDictionary(static row => row[0].GetString()!, static row => row[1].GetInt32());
            return _acknowledged.Keys.All(stored.ContainsKey);
        }, () => $"{_acknowledged.Keys.Count(blob => !stored.ContainsKey(blob))} of {_acknowledged.Count} acknowledged files have no row");
        foreach (var (blob, size) in stored) await AssertWholeAsync(server, project, blob, size);
        await server.DisposeAsync();
    }

    private static async Task AssertWholeAsync(PaddockProcess server, CreatedProject project, string blob, int size)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/projects/{project.Id}/blobs/{blob}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", project.ApiToken);
        using var answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal((blob, size), (Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length));
    }

    private async Task SendAsync(Uri url, CreatedProject project, Random random, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = url };
        while (!stop.IsCancellationRequested)
        {
            var file = new byte[random.Next(1, 300_000)];
            random.NextBytes(file);
            var header = Encoding.UTF8.GetBytes($$"""{"event_id":"{{Some.EventId()}}"}""" + $"\n{{\"type\":\"attachment\",\"length\":{file.Length},\"filename\":\"f\"}}\n");
            try
            {
                using var content = new ByteArrayContent([.. header, .. file, (byte)'\n']);
                using var answer = await http.PostAsync($"/api/{project.Id}/envelope/?sentry_key={project.WriteKey}", content, CancellationToken.None);
                if (answer.StatusCode == HttpStatusCode.OK) _acknowledged[Convert.ToHexStringLower(SHA256.HashData(file))] = file.Length;
            }
            catch (Exception gone) when (gone is HttpRequestException or SocketException)
            {
                // Killed in the middle of it: nothing was promised.
            }
        }
    }
}
