using Paddock.Accounts;
using Paddock.Accounts.Access;

namespace Paddock.Hosting.CommandLine;

/// <summary>What commands do to the installation: in a running server over its socket, or to the files when none runs.</summary>
internal interface IAdministration
{
    /// <param name="request">Has no <see cref="ProjectRequest.Problem"/>.</param>
    Task<NewProject> CreateProjectAsync(ProjectRequest request, CancellationToken cancellation);

    /// <summary>An API token of a project, which nothing can show again.</summary>
    /// <param name="project">Its slug or number.</param>
    /// <param name="name">What it is for.</param>
    /// <param name="scopes">Names of <see cref="TokenScope"/>.</param>
    /// <exception cref="AdministrationException">There is no such project.</exception>
    Task<string> MakeTokenAsync(string project, string name, string[] scopes, CancellationToken cancellation);

    /// <summary>A one-time link: to make the first account while there is none, else to set a new password.</summary>
    /// <param name="email">Normalized; null: the only account.</param>
    /// <exception cref="AdministrationException">Nobody, or more than one, is meant.</exception>
    Task<Uri> MakeLinkAsync(string? email, CancellationToken cancellation);

    /// <summary>Asks an account for no code any more, for who lost the app and the recovery codes.</summary>
    /// <param name="email">Normalized; null: the only account.</param>
    /// <returns>Whose it was.</returns>
    /// <exception cref="AdministrationException">Nobody, or more than one, is meant, or there is none to reset.</exception>
    Task<string> ResetSecondFactorAsync(string? email, CancellationToken cancellation);
}
