namespace Paddock.Pipeline.Reading;

/// <summary>
/// Marks a part of an answer that may say who somebody is: a name, an id, free text, attributes. Who may not read personal data gets it empty, by the rule in one place
/// (Hosting/PersonalData).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PersonalAttribute : Attribute;

/// <summary>
/// An endpoint's word that it may answer people who may not read personal data. Without it they are refused, so what is new is closed to them until somebody has thought about it.
/// </summary>
/// <param name="SearchKeys">Keys by which they may search. Others would let them ask whether there is somebody, name by name.</param>
/// <param name="Words">Whether words are sought in text that they see anyway.</param>
internal sealed record WithoutPersonalData(IReadOnlySet<string> SearchKeys, bool Words);

/// <summary>Whether who asks may know who people are; the wall (Hosting/PersonalData) says so with each request, for questions that are asked another way then.</summary>
internal sealed record Reader(bool MayMeetPeople)
{
    public static bool MayMeetPeopleIn(HttpContext request) => request.Features.Get<Reader>()?.MayMeetPeople == true;
}

internal static class PersonalDataRules
{
    /// <summary>The answer's shape marks what is personal with <see cref="PersonalAttribute"/>.</summary>
    public static T AnswersWithoutPersonalData<T>(this T endpoint, IReadOnlySet<string>? searchKeys = null, bool words = false)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new WithoutPersonalData(searchKeys ?? new HashSet<string>(), words));
}
