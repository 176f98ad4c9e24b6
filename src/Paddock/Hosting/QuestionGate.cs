using Paddock.Accounts.Access;
using Paddock.Accounts.Api;
using Paddock.Hosting.Api;

namespace Paddock.Hosting;

/// <summary>
/// How many questions of one project's screens are asked of the store at once. Each may be four queries, and the store has 24 places: without a bound, whoever asks
/// most would be answered alone. Some wait for their turn; beyond that, and after a while, they are told to come back.
/// </summary>
internal sealed class QuestionGate : IEndpointFilter
{
    private const int AtOnce = 8;
    private const int MostWaiting = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), ComeBack = TimeSpan.FromSeconds(1);

    private readonly Lock _changing = new();
    private readonly Dictionary<int, Turns> _projects = [];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var project = context.HttpContext.Features.Get<ProjectAccess>()!.Id;
        if (Come(project) is not { } turns) return TooMany(context.HttpContext);
        try
        {
            if (!await turns.Places.WaitAsync(Patience, context.HttpContext.RequestAborted)) return TooMany(context.HttpContext);
            try
            {
                return await next(context);
            }
            finally
            {
                turns.Places.Release();
            }
        }
        finally
        {
            Leave(project, turns);
        }
    }

    private Turns? Come(int project)
    {
        lock (_changing)
        {
            if (!_projects.TryGetValue(project, out var turns)) _projects[project] = turns = new Turns();
            if (turns.Present == AtOnce + MostWaiting) return null;
            turns.Present++;
            return turns;
        }
    }

    private void Leave(int project, Turns turns)
    {
        lock (_changing)
        {
            if (--turns.Present > 0) return;
            _projects.Remove(project);
            turns.Dispose();
        }
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult TooMany(HttpContext context)
    {
        TooManyRequests.SetRetryAfter(context, ComeBack);
        return TypedResults.Problem($"{AtOnce} questions of a project are answered at once, and {MostWaiting} wait.", statusCode: StatusCodes.Status429TooManyRequests, title: "Too many questions at once.");
    }

    private sealed class Turns : IDisposable
    {
        public SemaphoreSlim Places { get; } = new(AtOnce);

        /// <summary>Those who are answered and those who wait.</summary>
        public int Present { get; set; }

        public void Dispose() => Places.Dispose();
    }
}

internal static class QuestionGateRules
{
    public static RouteGroupBuilder WithQuestionGate(this RouteGroupBuilder group, IServiceProvider services) =>
        group.AddEndpointFilter(services.GetRequiredService<QuestionGate>()).WithMetadata(new Refusal(StatusCodes.Status429TooManyRequests));
}
