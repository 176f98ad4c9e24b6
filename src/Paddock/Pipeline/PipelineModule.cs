using System.Security.Cryptography;
using Paddock.Hosting;
using Paddock.Pipeline.Attributes;
using Paddock.Pipeline.Blobs;
using Paddock.Pipeline.Live;

namespace Paddock.Pipeline;

/// <summary>The way of every record between its receiver and the store.</summary>
internal static class PipelineModule
{
    public static IServiceCollection AddPipeline(this IServiceCollection services, PaddockOptions options)
    {
        services.AddSingleton<LiveHub>();
        services.AddSingleton<AttributeCatalog>().AddHostedService<AttributeAssigner>();
        services.AddSingleton(_ => Manifest.OpenOrCreate(new PosixDisk(options.JournalDirectory), BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4))));
        services.AddSingleton(provider => Journal.Open(
            new PosixDisk(options.JournalDirectory),
            new JournalLimits { MaxBytes = options.JournalLimit, MinFreeDiskBytes = options.FreeDiskReserve },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Manifest>().Position,
            provider.GetRequiredService<Manifest>().Open?.Plan.End ?? 0));
        services.AddSingleton(provider => new DeadLetters(new PosixDisk(options.DeadLetterDirectory), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => BlobStore.Open(options.BlobDirectory, options.FreeDiskReserve));
        services.AddSingleton(_ => new BlobFiles(options.BlobDirectory));
        services.AddSingleton<IPartStore, ClickHousePartStore>();
        services.AddSingleton<IReadOnlyList<TableBinding>>(static provider => [.. provider.GetServices<TableBinding>().Select(provider.GetRequiredService<LiveHub>().Announcing)]);
        services.AddSingleton<BatchWriter>();
        services.AddHostedService<Retention>();
        return services.AddSingleton<Refusals>();
    }
}
