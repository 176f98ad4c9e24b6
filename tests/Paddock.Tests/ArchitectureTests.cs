using System.Text.RegularExpressions;

namespace Paddock.Tests;

/// <summary>Who may know whom inside the program, as ARCHITECTURE.md says; the compiler keeps the rest by project references.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Everywhere = ["ClickHouse", "Protocols"];

    /// <summary>Folder of src/Paddock → the folders of the program that it may use besides itself. Hosting composes everything and is not listed.</summary>
    public static TheoryData<string, string[]> Rules => new()
    {
        { "Database", [] },
        { "Accounts", ["Database", "Hosting"] },
        { "Pages", ["Accounts", "Database", "Hosting"] },
        { "Pipeline", ["Database", "Hosting"] },
        { "Outbound", [] },
        { "Signals", ["Database", "Outbound", "Pipeline"] },
        { "Links", ["Pipeline", "Signals"] },
        { "Alerting", ["Accounts", "Database", "Hosting", "Outbound", "Pages", "Pipeline", "Signals"] },
        { "Receivers", ["Accounts", "Database", "Hosting", "Outbound", "Pipeline", "Signals"] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_folder_knows_only_what_it_may(string folder, string[] allowed)
    {
        var wrong =
            from file in Sources(folder)
            from Match match in UsingPaddock().Matches(File.ReadAllText(file))
            let used = match.Groups[1].Value
            where used != folder && !allowed.Contains(used) && !Everywhere.Contains(used)
            select $"{Path.GetFileName(file)} uses {used}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Signals_never_see_each_other()
    {
        var wrong =
            from file in Sources("Signals")
            let own = Path.GetRelativePath(Folder("Signals"), file).Split(Path.DirectorySeparatorChar)[0]
            from Match match in UsingSignal().Matches(File.ReadAllText(file))
            where match.Groups[1].Value != own
            select $"{Path.GetFileName(file)} uses {match.Groups[1].Value}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void The_entry_point_reads_as_one_page() => Assert.InRange(File.ReadLines(Path.Combine(Folder(""), "Program.cs")).Count(), 1, 100);

    private static List<string> Sources(string folder)
    {
        var files = Directory.EnumerateFiles(Folder(folder), "*.cs", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(files);
        return files;
    }

    private static string Folder(string name)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Paddock.slnx"))) directory = directory.Parent!;
        return Path.Combine(directory.FullName, "src", "Paddock", name);
    }

    [GeneratedRegex(@"^using Paddock\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsingPaddock();

    [GeneratedRegex(@"^using Paddock\.Signals\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsingSignal();
}
