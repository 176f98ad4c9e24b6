using System.Globalization;

namespace Paddock.Engine;

/// <summary>What `paddock engine` was asked to do. Paths are absolute: libchdb doubles a relative store path when it syncs an insert.</summary>
internal sealed record EngineArguments
{
    /// <summary>Where everything of the engine lies: `engine` in Paddock's data directory.</summary>
    internal required string Directory { get; init; }

    internal string? Socket { get; init; }

    internal int? Port { get; init; }

    /// <summary>Bytes the engine may hold before it answers MEMORY_LIMIT_EXCEEDED.</summary>
    internal long Memory { get; init; }

    /// <summary>The process that must outlive this one, or 0.</summary>
    internal int Parent { get; init; }

    internal const string Usage =
        """
        paddock engine --data DIR (--socket PATH | --listen 127.0.0.1:PORT) [--memory BYTES] [--parent PID]
          Runs the embedded ClickHouse and serves its HTTP interface. `paddock serve` starts it by itself.
        """;

    /// <summary>Null with a message when the arguments make no sense.</summary>
    internal static EngineArguments? Parse(string[] args, out string message)
    {
        string? data = null, socket = null;
        int? port = null;
        long memory = 0;
        var parent = 0;
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            var understood = args[i] switch
            {
                "--data" => (data = Path.GetFullPath(value)) is not null,
                "--socket" => (socket = Path.GetFullPath(value)) is not null,
                "--listen" => TryPort(value, out port),
                "--memory" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out memory),
                "--parent" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out parent),
                _ => false,
            };
            if (!understood)
            {
                message = $"{args[i]} {value} is not understood\n{Usage}";
                return null;
            }
        }

        if (args.Length % 2 == 1 || data is null || (socket is null && port is null))
        {
            message = Usage;
            return null;
        }

        message = "";
        return new EngineArguments { Directory = Path.Combine(data, "engine"), Socket = socket, Port = port, Memory = memory > 0 ? memory : EngineMemory.Default(), Parent = parent };
    }

    /// <summary>Only loopback: the interface knows no passwords.</summary>
    private static bool TryPort(string value, out int? port)
    {
        port = null;
        if (!System.Net.IPEndPoint.TryParse(value, out var endpoint) || !System.Net.IPAddress.IsLoopback(endpoint.Address))
            return false;
        port = endpoint.Port;
        return true;
    }
}
