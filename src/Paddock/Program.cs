using Paddock.Engine;
using Paddock.Hosting.CommandLine;

if (args is ["engine", .. var engineArguments])
    return await EngineHost.RunAsync(engineArguments, CancellationToken.None);

return await CommandLine.RunAsync(args);
