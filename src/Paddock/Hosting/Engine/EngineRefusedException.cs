namespace Paddock.Hosting.Engine;

/// <summary>The engine cannot run at all; the message is for the person who started Paddock.</summary>
internal sealed class EngineRefusedException(string reason) : Exception(reason);
