using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.ClickHouse.Scope;

/// <param name="Type">As ClickHouse spells it, such as DateTime64(9, 'UTC').</param>
public sealed record ScopedColumn(string Name, string Type);

/// <summary>A query that runs, its columns known, its rows still to come. Disposing it cancels what is left of it.</summary>
public sealed class ScopedAnswer : IAsyncDisposable
{
    internal const string Format = "JSONCompactEachRowWithNamesAndTypes";

    private const int LongestHead = 1 << 20;

    private readonly HttpResponseMessage answer;
    private readonly PipeReader lines;
    private readonly ScopeLimits limits;

    private ScopedAnswer(HttpResponseMessage answer, PipeReader lines, ScopeLimits limits) => (this.answer, this.lines, this.limits) = (answer, lines, limits);

    public IReadOnlyList<ScopedColumn> Columns { get; private set; } = [];

    /// <summary>Rows written so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether rows were left out because of <see cref="ScopeLimits.ResultRows"/> or <see cref="ScopeLimits.ResultBytes"/>.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Waits until the columns are known. Takes over the answer, also when it throws.</summary>
    /// <exception cref="ClickHouseException">The answer broke off before.</exception>
    internal static async Task<ScopedAnswer> OpenAsync(HttpResponseMessage answer, ScopeLimits limits, CancellationToken cancellation)
    {
        var opened = new ScopedAnswer(answer, PipeReader.Create(await answer.Content.ReadAsStreamAsync(cancellation)), limits);
        try
        {
            var names = await opened.ReadHeadAsync(cancellation);
            var types = await opened.ReadHeadAsync(cancellation);
            opened.Columns = [.. names.Zip(types, static (name, type) => new ScopedColumn(CanonicalSql.WithoutMarks(name), type))];
            return opened;
        }
        catch (Exception broken)
        {
            await opened.DisposeAsync();
            if (broken is IOException or HttpRequestException or JsonException)
                throw ClickHouse.Refusal.NoAnswer("it broke off", broken);
            throw;
        }
    }

    /// <summary>
    /// Writes the rows as the elements of a JSON array, without its brackets, as they arrive and with no more memory than a piece of the answer.
    /// Throws <see cref="IOException"/> or <see cref="HttpRequestException"/> when the engine breaks off, after which what was written is not whole.
    /// </summary>
    public async Task WriteRowsAsync(PipeWriter output, CancellationToken cancellation)
    {
        var received = 0L;
        var atStart = true;
        while (!IsTruncated)
        {
            var read = await lines.ReadAsync(cancellation);
            foreach (var piece in read.Buffer)
            {
                received += piece.Length;
                WriteLines(piece.Span, output, received, ref atStart);
            }
            lines.AdvanceTo(read.Buffer.End);
            await output.FlushAsync(cancellation);
            if (read.IsCompleted)
                return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await lines.CompleteAsync();
        answer.Dispose();
    }

    private async Task<List<string>> ReadHeadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await lines.ReadAsync(cancellation);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var head = JsonSerializer.Deserialize(read.Buffer.Slice(0, end).ToArray(), ScopeJson.Default.ListString);
                lines.AdvanceTo(read.Buffer.GetPosition(1, end));
                return head!;
            }
            if (read.IsCompleted || read.Buffer.Length > LongestHead)
                throw new IOException("The answer has no head.");
            lines.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private void WriteLines(ReadOnlySpan<byte> piece, PipeWriter output, long received, ref bool atStart)
    {
        while (!piece.IsEmpty)
        {
            if (atStart)
            {
                // Each line is an array, without a line break in it. What is none is the report of a failure in mid-answer.
                if (piece[0] != '[')
                    throw new IOException("The engine failed in the middle of the answer.");
                IsTruncated = Rows == limits.ResultRows || (Rows > 0 && received > limits.ResultBytes);
                if (IsTruncated)
                    return;
                if (Rows > 0)
                    output.Write(","u8);
                atStart = false;
            }
            var end = piece.IndexOf((byte)'\n');
            output.Write(end < 0 ? piece : piece[..end]);
            if (end < 0)
                return;
            piece = piece[(end + 1)..];
            atStart = true;
            Rows++;
        }
    }
}
