namespace Paddock.Hosting.CommandLine;

/// <summary>A command cannot be carried out. The message is for the person who gave it.</summary>
internal sealed class AdministrationException(string message, int exitCode = CommandLine.Failed) : Exception(message)
{
    public int ExitCode => exitCode;
}
