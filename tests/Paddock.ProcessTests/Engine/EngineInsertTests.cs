using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Paddock.ProcessTests.Engine;

/// <summary>ClickHouse's HTTP interface as the engine speaks it: data coming in.</summary>
public sealed class EngineInsertTests(EngineFixture fixture)
{
    private readonly EngineRun _engine = fixture.Engine;

    [Theory]
    [InlineData("INSERT INTO {0} FORMAT JSONEachRow\n{{\"a\":1,\"b\":\"x\"}}\n{{\"a\":2,\"b\":\"y\"}}")]
    [InlineData("INSERT INTO {0} VALUES (1, 'x'), (2, 'y')")]
    [InlineData("insert into {0} (a, b) format TabSeparated\n1\tx\n2\ty\n")]
    [InlineData("INSERT INTO {0} (b, a) SETTINGS max_threads = 1 FORMAT CSV\r\n\"x\",1\n\"y\",2\n")]
    [InlineData("INSERT INTO {0} SELECT number + 1, char(toUInt8(120 + number)) FROM numbers(2)")]
    [InlineData("/* FORMAT CSV */ INSERT INTO {0} (a, b) FORMAT Values (1, 'x'), (2, 'y')")]
    public async Task Data_follows_the_statement(string sql)
    {
        var table = await fixture.TableAsync("a UInt64, b String");
        await _engine.SqlAsync(string.Format(sql, table));
        Assert.Equal("1\tx\n2\ty\n", await _engine.SqlAsync($"SELECT * FROM {table} ORDER BY a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_native_block_becomes_one_part_whatever_it_came_packed_in(string encoding)
    {
        var table = await fixture.TableAsync("number UInt64, s String");
        var block = await NativeBlockAsync(rows: 100_000);
        await InsertAsync(table, Pack(block, encoding), encoding);
        Assert.Equal("1\t100000\n", await _engine.SqlAsync($"SELECT uniqExact(_part), count() FROM {table}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Half_a_block_is_an_error_and_stores_nothing(string encoding)
    {
        var table = await fixture.TableAsync("number UInt64, s String");
        var packed = Pack(await NativeBlockAsync(rows: 50_000), encoding);
        using var response = await SendAsync(table, packed[..(packed.Length / 2)], encoding);
        Assert.Equal(encoding == "" ? "33" : "271", response.Headers.GetValues("X-ClickHouse-Exception-Code").Single());
        Assert.Equal("0\n", await _engine.SqlAsync($"SELECT count() FROM {table}"));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_end_stores_nothing()
    {
        var table = await fixture.TableAsync("number UInt64, s String");
        var block = await NativeBlockAsync(rows: 50_000);
        using (var socket = await fixture.ConnectAsync())
        {
            var head = $"POST /?query=INSERT+INTO+{table}+FORMAT+Native HTTP/1.1\r\nHost: engine\r\nContent-Length: {block.Length * 2}\r\n\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes(head));
            await socket.SendAsync(block);
        }

        // The insert that follows waits for nothing, so only its own row may be there, now and when the broken one has ended.
        await _engine.SqlAsync($"INSERT INTO {table} VALUES (1, 'x')");
        await Testing.Eventually.EqualAsync("0\n", () => _engine.SqlAsync($"SELECT countIf(query LIKE '%INTO {table}%' AND query NOT LIKE '%countIf%') FROM system.processes"));
        Assert.Equal("1\n", await _engine.SqlAsync($"SELECT count() FROM {table}"));
    }

    [Theory]
    [InlineData("INSERT INTO nowhere FORMAT RowBinary\n", 60)]
    [InlineData("INSERT INTO {0} FORMAT NoSuchFormat\n1", 73)]
    [InlineData("INSERT INTO {0} FORMAT JSONEachRow\n{{\"a\":\"no number\"}}", 27)]
    [InlineData("INSERT INTO {0} (nope) VALUES (1)", 16)]
    public async Task A_refused_insert_says_why(string sql, int code)
    {
        var table = await fixture.TableAsync("a UInt64, b String");
        Assert.Equal(code, await _engine.ErrorCodeAsync(string.Format(sql, table)));
    }

    [Fact]
    public async Task A_query_that_unpacks_without_end_is_refused_while_it_unpacks()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 33; i++)
                gzip.Write(new byte[1 << 20]);
        Assert.Equal(62, await ErrorCodeOfQueryAsync(bomb.ToArray()));
    }

    private async Task<int> ErrorCodeOfQueryAsync(byte[] packedSql)
    {
        var content = new ByteArrayContent(packedSql);
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await _engine.Http.PostAsync("/", content);
        return int.Parse(response.Headers.GetValues("X-ClickHouse-Exception-Code").Single());
    }

    private async Task<byte[]> NativeBlockAsync(int rows)
    {
        using var response = await _engine.SendAsync($"SELECT number, toString(number) AS s FROM numbers({rows}) FORMAT Native", $"max_block_size={rows}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    private async Task InsertAsync(string table, byte[] body, string encoding)
    {
        using var response = await SendAsync(table, body, encoding);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Assert.Contains("\"written_rows\":\"100000\"", response.Headers.GetValues("X-ClickHouse-Summary").Single());
    }

    private Task<HttpResponseMessage> SendAsync(string table, byte[] body, string encoding)
    {
        var content = new ByteArrayContent(body);
        if (encoding.Length > 0)
            content.Headers.ContentEncoding.Add(encoding);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return _engine.Http.PostAsync($"/?query=INSERT+INTO+{table}+FORMAT+Native", content);
    }

    private static byte[] Pack(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "zstd" => new ZstdSharp.CompressionStream(packed, leaveOpen: true),
            _ => new BufferedStream(packed),
        })
        {
            packer.Write(bytes);
            if (encoding == "")
                return bytes;
        }

        return packed.ToArray();
    }
}
