using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Paddock.Pipeline;

/// <summary>
/// The dead-letter files: one JSON object a line, on the medium when <see cref="Append"/> returns; the oldest file goes when there are too many.
/// A power cut may leave a torn last line in a file.
/// </summary>
internal sealed class DeadLetters : IDisposable
{
    private const long FileBytes = 16 << 20;
    private const int MaxFiles = 16;
    private const string Suffix = ".jsonl";

    private readonly IDisk disk;
    private readonly TimeProvider time;
    private IDiskFile? file;
    private long length;
    private int number;

    public DeadLetters(IDisk disk, TimeProvider time)
    {
        (this.disk, this.time) = (disk, time);
        number = Files().LastOrDefault();
    }

    public void Append(DeadLetter letter)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line)) Write(json, letter);
        line.Write("\n"u8);
        try
        {
            if (file is null || length > FileBytes) BeginFile();
            file!.Write([line.WrittenMemory], length);
            file.Sync();
            length += line.WrittenCount;
        }
        catch
        {
            // The next one begins a file of its own, so that no line is half another's.
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        file?.Dispose();
        file = null;
    }

    private void Write(Utf8JsonWriter json, DeadLetter letter)
    {
        json.WriteStartObject();
        json.WriteString("time"u8, time.GetUtcNow());
        json.WriteNumber("address"u8, letter.Address);
        json.WriteNumber("table"u8, letter.TableId);
        json.WriteNumber("columns"u8, letter.ColumnCount);
        json.WriteString("reason"u8, letter.Reason);
        json.WriteBase64String("bytes"u8, letter.Bytes.Span);
        json.WriteEndObject();
    }

    private void BeginFile()
    {
        Dispose();
        file = disk.Create(NameOf(++number));
        length = 0;
        disk.Sync();
        foreach (var oldest in Files().SkipLast(MaxFiles)) disk.Delete(NameOf(oldest));
    }

    private List<int> Files() => [.. disk.List().Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
        .Select(name => int.TryParse(name[..^Suffix.Length], CultureInfo.InvariantCulture, out var found) ? found : 0).Where(found => found > 0).Order()];

    private static string NameOf(int number) => number.ToString("d6", CultureInfo.InvariantCulture) + Suffix;
}
