using BenchmarkDotNet.Running;
using Paddock.Benchmarks;

switch (args)
{
    case ["parsing", .. var options]:
        BenchmarkRunner.Run<Parsing>(args: options);
        return 0;
    default:
        Console.WriteLine("Cases: parsing");
        return args.Length == 0 ? 0 : 1;
}
