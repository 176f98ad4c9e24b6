using Paddock.Pipeline;

namespace Paddock.Signals.Logs;

/// <summary>The signal "logs": what programs write down about what they do.</summary>
internal static class LogsModule
{
    public static IServiceCollection AddLogs(this IServiceCollection services)
    {
        services.AddSingleton(new TableBinding(LogsTable.Table) { KeepSql = Retention.TracesOfErrors }).AddSingleton<LogsQueries>();
        return services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, LogsApiJson.Default));
    }
}
