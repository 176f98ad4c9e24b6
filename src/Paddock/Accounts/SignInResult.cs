namespace Paddock.Accounts;

/// <summary>Signed in when there is a token (for the cookie), to be tried later when there is a wait, refused when there is neither.</summary>
internal readonly record struct SignInResult(string? Token, TimeSpan? Wait)
{
    public static SignInResult Refused => default;

    /// <summary>Too many passwords are being checked at this moment.</summary>
    public static SignInResult Busy => new(null, TimeSpan.FromSeconds(5));

    public static SignInResult SignedIn(string token) => new(token, null);

    public static SignInResult TooManyTries(TimeSpan wait) => new(null, wait);
}
