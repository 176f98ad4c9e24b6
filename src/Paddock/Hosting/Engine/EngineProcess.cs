using System.ComponentModel;
using System.Diagnostics;
using Paddock.Engine;

namespace Paddock.Hosting.Engine;

/// <summary>One run of the engine, from its start to its end.</summary>
internal sealed class EngineProcess : IDisposable
{
    private readonly Process _process;
    private readonly ILogger _logger;
    private volatile string _lastWords = "";

    private EngineProcess(Process process, ILogger logger)
    {
        _process = process;
        _logger = logger;
    }

    internal int Id => _process.Id;

    /// <summary>Must be called on a thread that lives as long as the engine shall: the kernel kills the engine when that very thread ends.</summary>
    internal static EngineProcess? TryStart(EngineCommand command, bool first, ILogger logger, out EngineEnd end)
    {
        var process = new EngineProcess(new Process { StartInfo = command.StartInfo(first) }, logger);
        process._process.ErrorDataReceived += (_, line) => process.Hear(line.Data);
        try
        {
            process._process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            // No file or no right to run it stays so; no memory or descriptors may be there again in a moment.
            const int noSuchFile = 2, noAccess = 13;
            end = new EngineEnd(exception.NativeErrorCode is noSuchFile or noAccess ? ExitCodes.LibraryMissing : 1, exception.Message);
            return null;
        }

        process._process.BeginErrorReadLine();
        end = default;
        return process;
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line) || IsOfStackTrace(line))
            return;
        _lastWords = line.Split(", Stack trace (when copying", 2)[0];
        _logger.LogWarning("{EngineLine}", _lastWords);
    }

    // "12. ? @ 0x00007f9c" and " (version 26.7.2.1)": addresses in a library without symbols.
    private static bool IsOfStackTrace(string line) =>
        line.Contains(". ? @ 0x", StringComparison.Ordinal) || line.StartsWith(" (version ", StringComparison.Ordinal);

    /// <summary>True when the engine serves; false when it ended before.</summary>
    internal async Task<bool> SaysReadyAsync() => await _process.StandardOutput.ReadLineAsync() == "ready";

    internal EngineEnd WaitForEnd()
    {
        _process.WaitForExit(); // also for the last line of its standard error
        var words = _lastWords.StartsWith("paddock engine: ", StringComparison.Ordinal) ? _lastWords["paddock engine: ".Length..] : _lastWords;
        return new EngineEnd(_process.ExitCode, words);
    }

    internal void CloseControlPipe()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // it has ended
        }
    }

    internal void Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();
}

/// <summary>How a run of the engine ended.</summary>
internal readonly record struct EngineEnd(int ExitCode, string LastWords)
{
    /// <summary>True when starting it again would end the same way.</summary>
    internal bool IsFinal => ExitCode is ExitCodes.StoreTooNew or ExitCodes.LibraryMissing or ExitCodes.Usage;

    internal string Reason => LastWords.Length > 0 ? LastWords : $"the engine ended with code {ExitCode}";
}
