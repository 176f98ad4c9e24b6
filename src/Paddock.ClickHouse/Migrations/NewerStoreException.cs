namespace Paddock.ClickHouse;

/// <summary>The store was written by a newer version of the program. Its message is for the person who started this one.</summary>
public sealed class NewerStoreException(string database, int storeNumber, int ownNumber) : Exception(
    $"The ClickHouse database '{database}' is at schema {storeNumber}, but this version of Paddock knows only up to {ownNumber}. " +
    "A newer version has used it: start that version, or restore a backup from before the upgrade.")
{
    public int StoreNumber { get; } = storeNumber;

    public int OwnNumber { get; } = ownNumber;
}
