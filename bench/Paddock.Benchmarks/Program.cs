using System.Globalization;
using BenchmarkDotNet.Running;
using Paddock.Benchmarks;
using Paddock.Benchmarks.Blocks;
using Paddock.Benchmarks.Load;

switch (args)
{
    case ["parsing", .. var options]:
        await Parsing.MeasureProcessorTimeAsync();
        BenchmarkRunner.Run<Parsing>(args: options);
        return 0;
    case ["source-maps"]:
        await SourceMapping.RunAsync();
        return 0;
    case ["otlp", .. var options]:
        OtlpReading.MeasureProcessorTime();
        BenchmarkRunner.Run<OtlpReading>(args: options);
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
    case ["pipeline", var directory]:
        await PipelineFlow.RunAsync(directory);
        return 0;
    case ["sentry", var events, var connections]:
        await SentryLoad.RunAsync(int.Parse(events, CultureInfo.InvariantCulture), int.Parse(connections, CultureInfo.InvariantCulture));
        return 0;
    case ["pageviews", var events, var connections]:
        await PageviewLoad.RunAsync(int.Parse(events, CultureInfo.InvariantCulture), int.Parse(connections, CultureInfo.InvariantCulture));
        return 0;
    case ["logs", var lines, var connections]:
        await OtlpLoad.LogsAsync(int.Parse(lines, CultureInfo.InvariantCulture), int.Parse(connections, CultureInfo.InvariantCulture));
        return 0;
    case ["samples", var samples, var connections]:
        await OtlpLoad.SamplesAsync(int.Parse(samples, CultureInfo.InvariantCulture), int.Parse(connections, CultureInfo.InvariantCulture));
        return 0;
    case ["visits", .. var number]:
        await VisitsRecomputed.RunAsync(number is [var views] ? ulong.Parse(views, CultureInfo.InvariantCulture) : 5_000_000);
        return 0;
    case ["rollups", .. var number]:
        await Rollups.RunAsync(number is [var rows] ? ulong.Parse(rows, CultureInfo.InvariantCulture) : 10_000_000);
        return 0;
    case ["screens", .. var number]:
        await Screens.RunAsync(number is [var times] ? int.Parse(times, CultureInfo.InvariantCulture) : 1);
        return 0;
    case ["idle"]:
        await Idle.RunAsync();
        return 0;
    case ["budgets", var file]:
        return Budgets.Check(file);
    default:
        Console.WriteLine("""
            Cases:
              parsing              one Django event of 33 kB: processor time, time and bytes allocated
              source-maps          an error of minified code with a map of 3 MB: processor time, the map read before and read for it
              otlp                 batches of 1,000 log records, to rows: processor time, time and bytes allocated
              rows, blocks         a row in row form, and as part of a block: time and bytes allocated
              inserts              blocks through the engine
              journal DIRECTORY    acknowledged entries a second, on the disk of that directory
              pipeline DIRECTORY   journal to engine: how soon a record is visible, rows a block under load
              sentry EVENTS CONNECTIONS
                                   envelopes of 33 kB over 5,000 stacks through the whole program, until SQL returns them
              logs LINES CONNECTIONS, samples SAMPLES CONNECTIONS
                                   OpenTelemetry's exports in batches of 1,000 through the whole program, merges included; of logs the queries of the peers
              pageviews EVENTS CONNECTIONS
                                   beacons of one pageview each through the whole program, until SQL returns them
              visits [PAGEVIEWS]   visits of 5 million pageviews computed anew: time, CPU and memory of the engine
              rollups [ROWS]       dashboards over 30 days from 10 million log lines and spans, with and without projections
              screens [TIMES]      first views, changes of page and filters in Chromium, on the demo's records so many times
              budgets FILE         bytes allocated by the hot paths, against their budgets
              idle                 memory, CPU and start with a million events stored
            """);
        return args is [] ? 0 : 1;
}
