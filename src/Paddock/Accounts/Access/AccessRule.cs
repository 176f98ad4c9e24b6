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
internal sealed record AccessRule(Audience Audience);
