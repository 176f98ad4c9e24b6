namespace Paddock.Database;

/// <summary>The message is meant for the administrator.</summary>
internal sealed class NewerDatabaseException(string file, string migration) : Exception(
    $"{file} was written by a newer Paddock (it has the migration {migration}). Start that version again, or restore a backup made by this one.");
