using System.Text;
using Paddock.ClickHouse;
using Paddock.Pipeline;

namespace Paddock.Signals.Product;

/// <summary>
/// What clients said about who is whom, kept as evidence: a row for each claim that was worth a link when it came. Links are made of the rows in the
/// journal, before these are stored; after a crash they are made again, which changes nothing.
/// </summary>
internal static class PersonClaimsTable
{
    /// <summary>Written in journals: the id is never reused, columns are only ever appended.</summary>
    public static readonly Table Table = new(14, "person_claims",
        new("project", ColumnType.UInt32),
        new("time", ColumnType.DateTime64, "Delta, ZSTD(1)"),
        new("retention", ColumnType.UInt16),
        new("received_at", ColumnType.DateTime64, "Delta, ZSTD(1)"),
        new("receiver", ColumnType.LowCardinality),
        new("distinct_id", ColumnType.String),
        new("leads_to", ColumnType.String),
        new("kind", ColumnType.LowCardinality));

    public static readonly Migration Migration = new(13, "person claims", TableDdl.Create(Table, "project, time"));

    private static readonly int Project = Table.IndexOf("project"), Receiver = Table.IndexOf("receiver"), DistinctId = Table.IndexOf("distinct_id"),
        LeadsTo = Table.IndexOf("leads_to"), Kind = Table.IndexOf("kind");

    public static PersonClaim Read(RowReader row)
    {
        var (project, source) = ((int)row.UInt32(Project), Text(row.String(Receiver)));
        var (id, leadsTo) = (Text(row.String(DistinctId)), Text(row.String(LeadsTo)));
        return new PersonClaim(project, id, leadsTo, row.String(Kind).SequenceEqual("alias"u8) ? ClaimKind.Alias : ClaimKind.Identify, source);
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}

/// <summary>When a claim was made, and how long it is kept; nanoseconds since 1970 UTC.</summary>
internal readonly record struct ClaimTimes(long Time, long ReceivedAt, ushort RetentionDays);

internal static class PersonClaimsRow
{
    private const string Signal = "person_links";

    /// <summary>
    /// Call it for every event that names two ids: a row, when the claim makes a link; a count in the ledger, when there is no room for it or an id is illegal;
    /// nothing, when it says what is known. The claim's source is the receiver.
    /// </summary>
    public static void Write(EntryWriter entry, PersonDirectory people, in PersonClaim claim, in ClaimTimes times)
    {
        var key = new LedgerKey(claim.Project, claim.Source, Signal);
        switch (people.Judge(claim))
        {
            case ClaimVerdict.Links:
                Ledger.Count(entry, key, Outcome.Received, "", 1);
                WriteRow(entry, key, claim, times);
                break;
            case ClaimVerdict.Illegal:
                Refuse(entry, key, Outcome.Filtered, "illegal_id");
                break;
            case ClaimVerdict.TooManyIds:
                Refuse(entry, key, Outcome.Limited, "too_many_ids");
                break;
            case ClaimVerdict.Full:
                Refuse(entry, key, Outcome.Limited, "too_many_links");
                break;
            case ClaimVerdict.TooFast:
                Refuse(entry, key, Outcome.Limited, "too_many_new_links");
                break;
        }
    }

    private static void WriteRow(EntryWriter entry, LedgerKey key, in PersonClaim claim, in ClaimTimes times)
    {
        var row = entry.BeginRow(PersonClaimsTable.Table, key);
        row.UInt32((uint)claim.Project);
        row.DateTime64(times.Time);
        row.UInt16(times.RetentionDays);
        row.DateTime64(times.ReceivedAt);
        row.String(claim.Source);
        row.String(claim.DistinctId);
        row.String(claim.LeadsTo);
        row.String(claim.Kind == ClaimKind.Alias ? "alias" : "identify");
        entry.EndRow();
    }

    private static void Refuse(EntryWriter entry, LedgerKey key, Outcome outcome, string reason)
    {
        Ledger.Count(entry, key, Outcome.Received, "", 1);
        Ledger.Count(entry, key, outcome, reason, 1);
    }
}
