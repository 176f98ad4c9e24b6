using Paddock.Engine;

if (args is ["engine", .. var engineArguments])
    return await EngineHost.RunAsync(engineArguments, CancellationToken.None);

return 0;
