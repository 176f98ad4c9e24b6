using System.Diagnostics;
using Paddock.Fuzz;
using SharpFuzz;

// Paddock.Fuzz TARGET             under afl-fuzz: reads each input from standard input
// Paddock.Fuzz TARGET SECONDS     without it: mutates the corpus for that long, at random but repeatable by the seed
// Paddock.Fuzz TARGET FILE        tries one input again
if (args is not [var name, ..] || !Targets.All.TryGetValue(name, out var target))
{
    Console.Error.WriteLine($"Paddock.Fuzz TARGET [SECONDS [SEED] | FILE]; targets: {string.Join(' ', Targets.All.Keys)}");
    return 2;
}
switch (args)
{
    case [_]:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            var input = new MemoryStream();
            stream.CopyTo(input);
            target(input.ToArray());
        });
        return 0;
    case [_, var file] when File.Exists(file):
        target(await File.ReadAllBytesAsync(file));
        return 0;
    case [_, var seconds, ..]:
        return Mutate(name, target, TimeSpan.FromSeconds(int.Parse(seconds)), args.Length > 2 ? int.Parse(args[2]) : 1);
    default:
        return 2;
}

static int Mutate(string name, Action<byte[]> target, TimeSpan time, int seed)
{
    var mutator = new Mutator(Seeds.For(name), seed);
    var watch = Stopwatch.StartNew();
    var slowest = TimeSpan.Zero;
    var count = 0;
    for (; watch.Elapsed < time; count++)
    {
        var input = mutator.Next();
        var begin = watch.Elapsed;
        try
        {
            target(input);
        }
        catch (Exception failure)
        {
            var file = Path.GetFullPath($"fuzz-{name}-{seed}-{count}.bin");
            File.WriteAllBytes(file, input);
            Console.WriteLine($"{failure}\n{file}");
            return 1;
        }
        if (watch.Elapsed - begin > slowest)
            slowest = watch.Elapsed - begin;
    }
    Console.WriteLine($"{name}: {count} inputs in {watch.Elapsed.TotalSeconds:F0} s, the slowest took {slowest.TotalMilliseconds:F1} ms, nothing found");
    return 0;
}
