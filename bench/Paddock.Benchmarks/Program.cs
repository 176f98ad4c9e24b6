using BenchmarkDotNet.Running;
using Paddock.Benchmarks;
using Paddock.Benchmarks.Blocks;

switch (args)
{
    case ["parsing", .. var options]:
        BenchmarkRunner.Run<Parsing>(args: options);
        return 0;
    case ["rows", .. var options]:
        BenchmarkRunner.Run<RowWriting>(args: options);
        return 0;
    case ["blocks", .. var options]:
        BenchmarkRunner.Run<BlockBuilding>(args: options);
        return 0;
    case ["inserts", .. var options]:
        BenchmarkRunner.Run<BlockInserting>(args: options);
        return 0;
    case ["journal", var directory]:
        await JournalCommits.RunAsync(directory);
        return 0;
    default:
        Console.WriteLine("Cases: parsing rows blocks inserts · journal DIRECTORY");
        return args.Length == 0 ? 0 : 1;
}
