using Paddock.Pipeline.Reading;

namespace Paddock.Signals.Errors;

/// <summary>What the errors room needs to know of people, from whoever composes the program: a signal knows no accounts.</summary>
/// <param name="Asking">Who asks.</param>
/// <param name="AssignableAsync">Who may be given an issue of the project: all who have access to it, by name.</param>
internal sealed record IssuePeople(Func<HttpContext, IssueActor> Asking, Func<int, CancellationToken, Task<IReadOnlyList<Assignee>>> AssignableAsync);

/// <param name="UserId">Null: a program.</param>
/// <param name="Name">As people are called in the activity of an issue.</param>
/// <param name="Email">Empty: a program, for whom nothing is <c>assigned:me</c>.</param>
internal sealed record IssueActor(int? UserId, string Name, string Email);

/// <summary>A person who has issues to see to.</summary>
internal sealed record Assignee(int Id, string Name, [property: Personal] string Email);
