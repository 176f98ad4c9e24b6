using System.Collections.Concurrent;
using Paddock.Testing;

namespace Paddock.ProcessTests;

/// <summary>All that real clients sent, of every protocol, through the doors: each record has one end in the ledger, and what is said to be stored is there.</summary>
public sealed class CorpusLedgerTests
{
    private const int Clients = 4;

    private static readonly string[] Kinds = ["errors", "logs", "spans", "events", "samples", "series", "check_ins", "release_sessions", "feedback", "attachments"];

    // What is known already is not written again.
    private static readonly string[] ToldOnce = ["series", "person_links"];

    // A session is told again with each change, and a series once a life of the program: their views show one row of each.
    private static readonly string[] ShownOnce = ["release_sessions", "series"];

    [Fact]
    public async Task The_ledger_adds_up_for_every_kind_also_when_program_and_engine_are_killed_in_between()
    {
        var data = Directory.CreateTempSubdirectory("paddock-").FullName;
        var server = await PaddockProcess.ServeAsync(data);
        var calm = await server.CreateProjectAsync("calm");
        foreach (var recorded in RecordedRequest.All)
        {
            using var request = recorded.To(calm);
            using var answer = await server.Http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, $"{recorded.Name}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        var once = await AddedUpAsync(server, calm);
        Assert.All(Kinds, kind => Assert.Contains(once, line => line.Signal == kind));

        var stormy = await server.CreateProjectAsync("stormy");
        var url = server.Url;
        string[] rounds = ["program", "engine", "program"];
        foreach (var killed in rounds)
        {
            using var load = new Load(url, stormy);
            await load.AcknowledgedAsync(RecordedRequest.All.Count / 3);
            if (killed == "program")
            {
                await server.KillAsync();
                server = await PaddockProcess.ServeAsync(data, url);
            }
            else PaddockProcess.Signal(await server.EngineIdAsync(), "KILL");
            await load.AcknowledgedAsync(RecordedRequest.All.Count);
            await server.ReadyAsync();
        }
        var stormed = await AddedUpAsync(server, stormy);
        // Every request was acknowledged once in each round; some were besides kept by a program that did not live to say so.
        Assert.All(once, line => Assert.True(stormed.Single(other => other.Door == line.Door && other.Signal == line.Signal).Received >= line.Received * (ToldOnce.Contains(line.Signal) ? 1 : (ulong)rounds.Length), $"{line} {string.Join('\n', stormed)}"));
        await server.DisposeAsync();
    }

    /// <summary>The lines of a project's ledger by door and signal, once nothing is under way any more and what is stored can be counted.</summary>
    private static async Task<(string Door, string Signal, ulong Received)[]> AddedUpAsync(PaddockProcess server, CreatedProject project)
    {
        var open = "";
        await Eventually.TrueAsync(async () =>
        {
            var lines = (await server.SqlAsync(project, """
                SELECT receiver, signal, groupArray((outcome, reason, quantity)) FROM (SELECT receiver, signal, outcome, reason, toInt64(sum(quantity)) AS quantity FROM ledger WHERE outcome != 'client_dropped' GROUP BY ALL)
                GROUP BY ALL HAVING sum(if(outcome = 'received', quantity, -quantity)) != 0
                """)).Select(static row => string.Join(' ', row)).ToList();
            foreach (var kind in Kinds)
            {
                var stored = await server.CountAsync(project, $"SELECT sum(quantity) FROM ledger WHERE outcome = 'stored' AND signal = '{kind}'");
                var there = await server.CountAsync(project, $"SELECT count() FROM {kind}");
                if (ShownOnce.Contains(kind) ? there == 0 || there > stored : there != stored) lines.Add($"{kind}: {stored} said to be stored, {there} there");
            }
            open = string.Join('\n', lines);
            return open.Length == 0;
        }, () => open);
        var rows = await server.SqlAsync(project, "SELECT receiver, signal, sum(quantity) FROM ledger WHERE outcome = 'received' GROUP BY ALL");
        return [.. rows.Select(static row => (row[0].ToString(), row[1].ToString(), ulong.Parse(row[2].ToString())))];
    }

    /// <summary>Clients that send each recorded request until it is acknowledged, all of them once.</summary>
    private sealed class Load : IDisposable
    {
        private readonly ConcurrentQueue<RecordedRequest> _waiting = new(RecordedRequest.All);
        private readonly HttpClient _http;
        private readonly CreatedProject _project;
        private int _acknowledged;
        private string _last = "";

        public Load(Uri url, CreatedProject project)
        {
            (_http, _project) = (new HttpClient { BaseAddress = url }, project);
            for (var client = 0; client < Clients; client++) _ = Task.Run(SendAsync);
        }

        public Task AcknowledgedAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(_acknowledged >= count), () => $"{_acknowledged} acknowledged, {_last}");

        public void Dispose() => _http.Dispose();

        private async Task SendAsync()
        {
            while (_waiting.TryDequeue(out var recorded))
            {
                try
                {
                    using var request = recorded.To(_project);
                    using var answer = await _http.SendAsync(request);
                    if (answer.IsSuccessStatusCode)
                    {
                        Interlocked.Increment(ref _acknowledged);
                        continue;
                    }
                    _last = $"{recorded.Name}: {(int)answer.StatusCode}";
                }
                catch (HttpRequestException failure)
                {
                    _last = $"{recorded.Name}: {failure.Message}"; // the server is between two lives
                }
                _waiting.Enqueue(recorded);
            }
        }
    }
}
