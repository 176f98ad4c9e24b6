namespace Paddock.Accounts;

/// <summary>Signed in when there is a token (for the cookie), to be tried later when there is a wait, half way when a code is wanted, refused when there is nothing.</summary>
/// <param name="Pending">For the page that asks for the code.</param>
internal readonly record struct SignInResult(string? Token, TimeSpan? Wait, string? Pending = null)
{
    public static SignInResult Refused => default;

    /// <summary>Too many passwords are being checked at this moment.</summary>
    public static SignInResult Busy => new(null, TimeSpan.FromSeconds(5));

    public static SignInResult SignedIn(string token) => new(token, null);

    public static SignInResult TooManyTries(TimeSpan wait) => new(null, wait);

    /// <summary>The password was right, and the account wants a code besides.</summary>
    public static SignInResult CodeWanted(string pending) => new(null, null, pending);
}
