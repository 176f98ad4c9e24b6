using Npgsql;
using Paddock.Database.Rows;

namespace Paddock.Database.Postgres;

/// <summary>
/// Hears what other servers have committed (LISTEN), on a connection of its own. What was said while that was broken is lost, so afterwards everything may have changed.
/// </summary>
internal sealed class PostgresNews : IDisposable
{
    public const string Channel = "paddock";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<string, Type> Rows = typeof(ProjectRow).Assembly.GetTypes().Where(static type => type.Namespace == typeof(ProjectRow).Namespace && !type.IsNested).ToDictionary(static type => type.Name);

    private readonly CancellationTokenSource _closed = new();
    private readonly Task _hearing;

    public PostgresNews(string connectionString, Guid server, RelationalStore store, TimeProvider time) =>
        _hearing = HearAsync(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString, server, store, time, _closed.Token);

    public static string Write(Guid server, IEnumerable<Type> rows) => $"{server:n} {string.Join(' ', rows.Select(static row => row.Name))}";

    public void Dispose()
    {
        _closed.Cancel();
        _hearing.ContinueWith(static (_, closed) => ((CancellationTokenSource)closed!).Dispose(), _closed, TaskScheduler.Default);
    }

    private static async Task HearAsync(string connectionString, Guid server, RelationalStore store, TimeProvider time, CancellationToken closed)
    {
        await Task.Yield();
        while (!closed.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                connection.Notification += (_, news) => Hear(news.Payload.Split(' '), server, store);
                await connection.OpenAsync(closed);
                await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection)) await listen.ExecuteNonQueryAsync(closed);
                store.Hear(Rows.Values.ToHashSet());
                while (true) await connection.WaitAsync(closed);
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                await Task.Delay(Pause, time, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (closed.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // A newer server may know rows that this one does not.
    private static void Hear(string[] words, Guid server, RelationalStore store)
    {
        if (Guid.TryParse(words[0], out var sender) && sender != server) store.Hear(words.Skip(1).Select(static word => Rows.GetValueOrDefault(word)).OfType<Type>().ToHashSet());
    }
}
