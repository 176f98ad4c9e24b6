namespace Paddock.Accounts.Access;

internal enum Audience
{
    /// <summary>Everybody, signed in or not.</summary>
    Anyone,

    /// <summary>A person or a program; the endpoint itself shows each only what is theirs.</summary>
    Caller,

    /// <summary>A person signed in by a browser.</summary>
    Person,

    /// <summary>A person who may do everything.</summary>
    Administrator,

    /// <summary>Who may see the project in the route: a person, or a program with its token.</summary>
    Project,

    /// <summary>As <see cref="Project"/>, but no program: a leaked token must not be able to make another.</summary>
    ProjectPerson,
}

/// <summary>The declaration that each endpoint under <c>/api/v1</c> carries. Without one it answers nobody.</summary>
/// <param name="Needs">In the project of the route; null: reading needs <see cref="Capability.Read"/>, and a change <see cref="Capability.Triage"/>.</param>
internal sealed record AccessRule(Audience Audience, Capability? Needs = null)
{
    public bool IsOfProject => Audience is Audience.Project or Audience.ProjectPerson;

    public bool IsForPeople => Audience is Audience.Person or Audience.Administrator or Audience.ProjectPerson;

    public Capability NeedsFor(string method) => Needs ?? (IsChange(method) ? Capability.Triage : Capability.Read);

    public static bool IsChange(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);
}
