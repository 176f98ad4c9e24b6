using System.Reflection;
using System.Runtime.InteropServices;

namespace Paddock.Engine.Native;

/// <summary>Where libchdb lies: PADDOCK_LIBCHDB, else libchdb.so beside the program (a package), else the file that libchdb.path names (a build).</summary>
internal static class LibChdbFile
{
    internal static string Locate()
    {
        var configured = Environment.GetEnvironmentVariable("PADDOCK_LIBCHDB");
        if (!string.IsNullOrEmpty(configured))
            return configured;

        var beside = Path.Combine(AppContext.BaseDirectory, "libchdb.so");
        if (File.Exists(beside))
            return beside;

        var pointer = Path.Combine(AppContext.BaseDirectory, "libchdb.path");
        return File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : beside;
    }

    internal static void Load(string path)
    {
        var library = NativeLibrary.Load(path);
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == "chdb" ? library : 0);
    }
}
