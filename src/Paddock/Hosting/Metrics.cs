using System.Globalization;
using System.Text;
using Paddock.Pipeline;

namespace Paddock.Hosting;

/// <summary>The program about itself, in Prometheus' text form.</summary>
internal static class Metrics
{
    public static string Write(PipelineStatus status, long refusedPersonLinks)
    {
        var text = new StringBuilder();
        Add(text, "journal_bytes", "gauge", "Acknowledged and not yet stored.", status.JournalBytes);
        Add(text, "journal_oldest_seconds", "gauge", "How long the oldest of that waits.", status.OldestUnflushed.TotalSeconds);
        Add(text, "stored_rows_total", "counter", "Rows stored since the start.", status.StoredRows);
        Add(text, "duplicate_rows_total", "counter", "Rows that were stored before.", status.DuplicateRows);
        Add(text, "dead_letters_total", "counter", "Rows that the store refused.", status.DeadLetters);
        Add(text, "batches_total", "counter", "Batches stored since the start.", status.Batches);
        Add(text, "journal_damaged_bytes_total", "counter", "Bytes of the journal that were no intact entry.", status.DamagedBytes);
        Add(text, "person_links_refused_total", "counter", "Claims about who is whom for which there was no room, since the start.", refusedPersonLinks);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, string type, string help, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP paddock_{name} {help}\n# TYPE paddock_{name} {type}\npaddock_{name} {value}\n");
}
