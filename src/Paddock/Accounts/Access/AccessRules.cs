namespace Paddock.Accounts.Access;

/// <summary>How an endpoint, or a group of them, says who may use it.</summary>
internal static class AccessRules
{
    public static T AllowAnyone<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.Require(Audience.Anyone);

    public static T RequireCaller<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.Require(Audience.Caller);

    public static T RequirePerson<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.Require(Audience.Person);

    public static T RequireAdministrator<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.Require(Audience.Administrator);

    /// <summary>
    /// For routes with <c>{id}</c>, the project's number. A project that does not exist and one of somebody else both answer 404.
    /// The handler takes a <see cref="ProjectAccess"/> as parameter.
    /// </summary>
    /// <param name="endpoints">One, or a group; what an endpoint says goes before what its group says.</param>
    /// <param name="needs">Null: reading needs <see cref="Capability.Read"/>, and a change <see cref="Capability.Triage"/>.</param>
    public static T RequireProject<T>(this T endpoints, Capability? needs = null) where T : IEndpointConventionBuilder => endpoints.Require(Audience.Project, needs);

    /// <summary>As <see cref="RequireProject{T}"/>, for people only.</summary>
    public static T RequireProjectPerson<T>(this T endpoints, Capability needs) where T : IEndpointConventionBuilder => endpoints.Require(Audience.ProjectPerson, needs);

    private static T Require<T>(this T endpoints, Audience audience, Capability? needs = null)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new AccessRule(audience, needs));
}
