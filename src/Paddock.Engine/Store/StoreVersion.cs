namespace Paddock.Engine.Store;

/// <summary>The newest engine that has opened a store, in the file `version`. ClickHouse reads older stores, never newer ones.</summary>
internal static class StoreVersion
{
    /// <summary>Null when the store may be opened, else why not.</summary>
    internal static string? Refusal(string directory, string engine)
    {
        var path = Path.Combine(directory, "version");
        if (!File.Exists(path))
            return null;
        var written = File.ReadAllText(path).Trim();
        if (!Version.TryParse(written, out var store))
            return $"{path} says \"{written}\", which is not a version; it was not written by Paddock";
        return store <= Version.Parse(engine)
            ? null
            : $"the store {directory} was written by engine {store}, this is engine {engine}. Run the Paddock that wrote it, or a newer one; or restore a backup made before the upgrade";
    }

    /// <summary>Survives a crash in the middle: the old file or the new one.</summary>
    internal static void Write(string directory, string engine)
    {
        var path = Path.Combine(directory, "version");
        if (File.Exists(path) && File.ReadAllText(path).Trim() == engine)
            return;
        using (var file = new FileStream(path + ".new", FileMode.Create))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(engine + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
