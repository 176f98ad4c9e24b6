using System.Net;
using Paddock.Testing;

namespace Paddock.ProcessTests.Engine;

/// <summary>ClickHouse's HTTP interface as the engine speaks it: queries.</summary>
public sealed class EngineQueryTests(EngineFixture fixture)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;
    private readonly EngineRun _engine = fixture.Engine;

    [Fact]
    public async Task It_answers_a_ping() => Assert.Equal("Ok.\n", await _engine.Http.GetStringAsync("/ping", Test));

    [Fact]
    public async Task A_query_may_stand_in_the_address() => Assert.Equal("2\n", await _engine.Http.GetStringAsync("/?query=SELECT+1%2B1", Test));

    [Fact]
    public async Task Address_and_body_make_one_query() => Assert.Equal("3\n", await _engine.SqlAsync("+ 2", "query=SELECT+1"));

    [Fact]
    public async Task Parameters_are_typed_and_never_become_sql()
    {
        Assert.Equal("8\n", await _engine.SqlAsync("SELECT {n:UInt8} + 1", "param_n=7"));
        Assert.Equal("x' OR 1\n", await _engine.SqlAsync("SELECT {s:String} FORMAT TabSeparatedRaw", "param_s=x'+OR+1"));
        Assert.Equal(457, await _engine.ErrorCodeAsync("SELECT {n:UInt8}", "param_n=1)+OR+(1"));
    }

    [Fact]
    public async Task Settings_hold_for_one_request_and_never_become_sql()
    {
        const string read = "SELECT value FROM system.settings WHERE name = 'max_threads'";
        Assert.Equal("1\n", await _engine.SqlAsync(read, "max_threads=1"));
        Assert.NotEqual("1\n", await _engine.SqlAsync(read));
        Assert.Equal(27, await _engine.ErrorCodeAsync("SELECT 1", "max_threads=1'%2C+readonly+%3D+'1"));
        Assert.Equal(115, await _engine.ErrorCodeAsync("SELECT 1", "no_such_setting=1"));
        Assert.Equal(115, await _engine.ErrorCodeAsync("SELECT 1", "max_threads%3D1%2Creadonly=1"));
    }

    [Fact]
    public async Task The_database_is_named_by_the_request()
    {
        await _engine.SqlAsync("CREATE DATABASE `odd ``name`");
        Assert.Equal("odd `name\n", await _engine.SqlAsync("SELECT currentDatabase()", "database=odd+%60name"));
        Assert.Equal("default\n", await _engine.SqlAsync("SELECT currentDatabase()"));
        Assert.Equal(81, await _engine.ErrorCodeAsync("SELECT 1", "database=nowhere"));
    }

    [Theory]
    [InlineData("SELECT nope", 47)]
    [InlineData("SELECT * FROM nope", 60)]
    [InlineData("SELEKT 1 +", 62)]
    [InlineData("", 62)]
    [InlineData("-- only a remark", 62)]
    [InlineData("exit", 62)]
    [InlineData("CREATE DATABASE half_done; SELEKT", 62)]
    [InlineData("SELECT 1; SELECT 2", 62)]
    [InlineData("SELECT 1 INTO OUTFILE '/tmp/paddock-must-not-write'", 48)]
    [InlineData("SELECT sleep(1) SETTINGS max_execution_time = 0.2", 159)]
    public async Task Errors_carry_clickhouses_code(string sql, int code) => Assert.Equal(code, await _engine.ErrorCodeAsync(sql));

    [Fact]
    public async Task Sessions_are_refused() => Assert.Equal(48, await _engine.ErrorCodeAsync("SELECT 1", "session_id=1"));

    [Fact]
    public async Task Get_only_reads()
    {
        using var response = await _engine.Http.GetAsync("/?query=CREATE+DATABASE+by_get", Test);
        Assert.Equal("164", response.Headers.GetValues("X-ClickHouse-Exception-Code").Single());
    }

    [Theory]
    [InlineData("RowBinaryWithNamesAndTypes")]
    [InlineData("RowBinaryWithNames")]
    [InlineData("RowBinary")]
    [InlineData("Native")]
    [InlineData("JSONEachRow")]
    [InlineData("JSONCompactEachRowWithNamesAndTypes")]
    [InlineData("TabSeparatedWithNames")]
    [InlineData("CSV")]
    public async Task A_streamed_result_is_the_same_as_a_whole_one(string format)
    {
        const string sql = "SELECT number AS n, toString(number) AS s FROM numbers(200000)";
        using var streamed = await _engine.SendAsync(sql, $"default_format={format}");
        using var whole = await _engine.SendAsync($"{sql} FORMAT {format}", "wait_end_of_query=1");
        Assert.Equal(await whole.Content.ReadAsByteArrayAsync(Test), await streamed.Content.ReadAsByteArrayAsync(Test));
    }

    [Theory]
    [InlineData("TabSeparatedWithNames", "n\n")]
    [InlineData("JSONEachRow", "")]
    public async Task A_result_without_rows_keeps_its_header(string format, string expected) =>
        Assert.Equal(expected, await _engine.SqlAsync("SELECT 1 AS n WHERE 0", $"default_format={format}"));

    [Fact]
    public async Task An_error_after_the_first_rows_breaks_the_response_off()
    {
        const string sql = "SELECT throwIf(number = 500000) FROM numbers(1000000) SETTINGS max_threads = 1";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(sql) };
        using var response = await _engine.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Test);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Test));
    }

    [Fact]
    public async Task A_result_that_must_be_made_whole_has_a_bound() =>
        Assert.Equal(396, await _engine.ErrorCodeAsync("SELECT number FROM numbers(1000000) FORMAT JSON"));

    [Fact]
    public async Task A_failed_query_leaves_nothing_to_the_next()
    {
        Assert.Equal(396, await _engine.ErrorCodeAsync("SELECT number FROM numbers(1000000) FORMAT JSON"));
        Assert.Equal("1\n", await _engine.SqlAsync("SELECT 1"));
    }

    [Fact]
    public async Task The_query_of_a_client_that_left_is_killed()
    {
        const string sql = "SELECT sum(cityHash64(number)) FROM numbers(1000000000000) /* left alone */";
        using var leave = new CancellationTokenSource();
        var answer = _engine.Http.PostAsync("/", new StringContent(sql), leave.Token);
        await Eventually.EqualAsync("1\n", Running);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await Eventually.EqualAsync("0\n", Running);

        Task<string> Running() => _engine.SqlAsync("SELECT countIf(query LIKE '%left alone%' AND query NOT LIKE '%countIf%') FROM system.processes");
    }

    [Fact]
    public async Task Guests_take_no_place_from_others()
    {
        const string sql = "SELECT sum(cityHash64(number)) FROM numbers(1000000000000) /* a guest */";
        using var leave = new CancellationTokenSource();
        var ofOneOwner = Enumerable.Range(0, 5).Select(_ => _engine.Http.PostAsync("/?quota_key=one", new StringContent(sql), leave.Token)).ToList();
        await Eventually.EqualAsync("4\n", Running);
        Assert.Equal("1\n", await _engine.SqlAsync("SELECT 1", "quota_key=another"));

        using var tooMany = await await Task.WhenAny(ofOneOwner);
        Assert.Equal("202", Assert.Single(tooMany.Headers.GetValues("X-ClickHouse-Exception-Code")));
        await leave.CancelAsync();
        await Eventually.EqualAsync("0\n", Running);
        Assert.Equal("1\n", await _engine.SqlAsync("SELECT 1", "quota_key=one"));

        Task<string> Running() => _engine.SqlAsync("SELECT countIf(query LIKE '%a guest%' AND query NOT LIKE '%countIf%') FROM system.processes");
    }

    [Fact]
    public async Task A_stream_whose_client_left_is_killed()
    {
        const string sql = "SELECT number FROM numbers(1000000000000) /* unread */";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(sql) };
        using (await _engine.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Test))
            Assert.Equal("1\n", await Running());
        await Eventually.EqualAsync("0\n", Running);

        Task<string> Running() => _engine.SqlAsync("SELECT countIf(query LIKE '%unread%' AND query NOT LIKE '%countIf%') FROM system.processes");
    }

    [Fact]
    public async Task Too_little_memory_is_an_error_and_not_the_end()
    {
        Assert.Equal(241, await _engine.ErrorCodeAsync("SELECT length(groupArray(toString(number))) FROM numbers(100000000)"));
        Assert.Equal("1\n", await _engine.SqlAsync("SELECT 1"));
    }

    [Fact]
    public async Task Many_queries_run_beside_each_other()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => _engine.SqlAsync("SELECT {n:UInt32}, count() FROM numbers(100000)", $"param_n={n}")));
        Assert.Equal(Enumerable.Range(0, 60).Select(n => $"{n}\t100000\n"), answers);
    }
}
