namespace Paddock.Database;

/// <summary>The message is meant for the administrator.</summary>
internal sealed class NewerDatabaseException(string database, string migration) : Exception(
    $"{database} was written by a newer Paddock (it has the migration {migration}). Start that version again, or restore a backup made by this one.");
