using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Paddock.ClickHouse;

/// <summary>
/// The only way to talk to ClickHouse: its HTTP interface, be it the bundled engine's or a server's. Every failure of ClickHouse or of
/// the way to it is a <see cref="ClickHouseException"/>; cancelling is an <see cref="OperationCanceledException"/>. Safe for concurrent use.
/// </summary>
/// <param name="http">One with a base address, from <see cref="ClickHouseConnection"/>. The client does not own it.</param>
/// <param name="database">Where unqualified names are looked up.</param>
public sealed class ClickHouseClient(HttpClient http, string database = ClickHouseClient.DefaultDatabase)
{
    public const string DefaultDatabase = "paddock";

    // A statement has happened, or failed with its own status, before the answer begins.
    private static readonly KeyValuePair<string, string>[] StatementSettings = [new("wait_end_of_query", "1")];

    // One request is one block is one part: nothing may be gathered with other requests, nor taken for one that came before.
    private static readonly KeyValuePair<string, string>[] InsertSettings = [new("async_insert", "0"), new("insert_deduplicate", "0"), .. StatementSettings];

    // Integers are numbers at full width, which System.Text.Json reads exactly. Strings are whatever was stored, so bytes that are no UTF-8 become U+FFFD.
    private static readonly KeyValuePair<string, string>[] RowSettings =
    [
        new("output_format_json_quote_64bit_integers", "0"), new("output_format_json_validate_utf8", "1"),
        new("http_write_exception_in_output_format", "0"),
    ];

    public string Database => database;

    /// <summary>Runs a statement that returns nothing, as DDL.</summary>
    public async Task ExecuteAsync(string sql, QueryOptions? options = null, CancellationToken cancellation = default)
    {
        using var answer = await SendAsync(sql, options, StatementSettings, cancellation);
    }

    /// <summary>
    /// All rows of a SELECT (without FORMAT), in memory: for answers known to be small. Column names are property names; 64-bit integers
    /// come as JSON numbers, NaN and infinities as null, times as ClickHouse writes them, FixedString and UUID as text.
    /// </summary>
    public async Task<List<T>> QueryAsync<T>(string sql, JsonTypeInfo<T> type, QueryOptions? options = null, CancellationToken cancellation = default)
    {
        var rows = new List<T>();
        await foreach (var row in ReadAsync(sql, type, options, cancellation))
            rows.Add(row);
        return rows;
    }

    /// <summary>As <see cref="QueryAsync"/>, row by row while they arrive. Leaving the loop early cancels the query.</summary>
    public async IAsyncEnumerable<T> ReadAsync<T>(
        string sql, JsonTypeInfo<T> type, QueryOptions? options = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var answer = await SendAsync($"{sql}\nFORMAT JSONEachRow", options, RowSettings, cancellation);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        await using var rows = JsonRows.ReadAsync(body, type, cancellation).GetAsyncEnumerator(cancellation);
        while (await MoveAsync(rows, cancellation))
            yield return rows.Current;
    }

    /// <summary>The answer as it comes, in the FORMAT that the SQL names. The caller disposes it, which cancels what is left of the query.</summary>
    public Task<HttpResponseMessage> StreamAsync(string sql, QueryOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(sql, options, [], cancellation);

    /// <summary>
    /// Stores a block as one part: all rows or none, on disk when this returns (by the tables' own fsync settings). The rows must belong to
    /// one partition. The block is left as it is. A block without rows is stored by doing nothing.
    /// </summary>
    /// <param name="block">The rows, and the table they belong to.</param>
    /// <param name="batch">The number in the rows' last column, by which to ask afterwards whether a doubtful insert happened.</param>
    /// <param name="cancellation">Leaves it open whether the insert happened.</param>
    public async Task InsertAsync(BlockBuilder block, ulong batch, CancellationToken cancellation = default)
    {
        if (block.Rows == 0)
            return;
        var columns = string.Join(", ", block.Table.Columns.Select(static column => column.Name));
        // The comment is how a doubtful insert that is still under way is found in system.processes.
        var sql = $"INSERT INTO {block.Table.Name} ({columns}, {Table.BatchColumn}) {BatchComment(batch)} FORMAT Native";
        var address = StatementAddress.Of(database, QueryOptions.None, InsertSettings, sql);
        using var answer = await SendAsync(address, new BlockContent(block, batch), cancellation);
    }

    /// <summary>Stands in the text of every insert of that batch number, and in no other's.</summary>
    public static string BatchComment(ulong batch) => $"/* batch {batch} */";

    /// <summary>Whether ClickHouse answers.</summary>
    public async Task<bool> PingAsync(CancellationToken cancellation = default)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("ping", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (Refusal.IsNoAnswer(failure, cancellation))
        {
            return false;
        }
    }

    private Task<HttpResponseMessage> SendAsync(string sql, QueryOptions? options, KeyValuePair<string, string>[] settings, CancellationToken cancellation) =>
        SendAsync(StatementAddress.Of(database, options ?? QueryOptions.None, settings), new StringContent(sql, Encoding.UTF8), cancellation);

    private async Task<HttpResponseMessage> SendAsync(Uri address, HttpContent content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (Exception failure) when (Refusal.IsNoAnswer(failure, cancellation))
        {
            throw Refusal.NoAnswer(failure.Message, failure);
        }
        if (!Refusal.Is(answer))
            return answer;
        using (answer)
            throw await Refusal.ReadAsync(answer, cancellation);
    }

    // A loop cannot catch around its own yield, so the failures of reading are translated here.
    private static async ValueTask<bool> MoveAsync<T>(IAsyncEnumerator<T> rows, CancellationToken cancellation)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (Exception failure) when (Refusal.IsNoAnswer(failure, cancellation))
        {
            throw Refusal.NoAnswer(failure.Message, failure);
        }
    }
}
