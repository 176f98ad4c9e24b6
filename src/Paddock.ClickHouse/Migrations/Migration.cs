namespace Paddock.ClickHouse;

/// <summary>
/// One step of the store's schema. Every statement must be harmless to repeat (IF NOT EXISTS, IF EXISTS, MODIFY to a fixed state), because a
/// crash in the middle runs the whole step again. A released step is never changed. Steps expand: they add tables, columns and indexes, so that
/// the version before still works beside them; what nobody reads any more is dropped (contract) one release after the last version that used it.
/// </summary>
/// <param name="Number">Ascending from 1, without gaps.</param>
/// <param name="Name">What it does, in a few words; kept in the store.</param>
/// <param name="Statements">Run one by one in the client's database.</param>
public sealed record Migration(int Number, string Name, params string[] Statements);
