using Paddock.Accounts;

namespace Paddock.Pages;

/// <summary>An invitation as its page shows it, as filled in so far.</summary>
/// <param name="Person">Who is signed in; null: nobody.</param>
internal sealed record InvitationForm(OpenInvitation Open, string Token, Person? Person)
{
    private const int LongestName = 100;

    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Never sent back.</summary>
    public string Password { get; init; } = "";

    public string? EmailProblem { get; init; }

    public string? PasswordProblem { get; init; }

    public string? Problem { get; init; }

    public InvitationForm Filled(IFormCollection? form)
    {
        if (form is null)
            return this;
        var email = Open.Email ?? EmailAddress.Normalize(form["email"]);
        var name = form["name"].ToString().Trim();
        var password = form["password"].ToString();
        return this with
        {
            Email = email,
            Name = name.Length <= LongestName ? name : name[..LongestName],
            Password = password,
            EmailProblem = EmailAddress.IsPlausible(email) ? null : "Write an address such as ann@example.org.",
            PasswordProblem = Passwords.Problem(password),
        };
    }

    public static Task WriteAsync(HttpContext context, int status, InvitationForm form) => Page.WriteAsync(context, status, "Invitation", $"""
            <h1>Join {form.Open.Project}</h1>
            <p>{form.Open.By} invites you as {form.Open.Role.Name}. This link works once.</p>
        {(form.Problem is null ? Html.Empty : Notice.Bad(form.Problem))}
        {form.Body(context)}
        """);

    private Html Body(HttpContext context) =>
        Person is null ? NewAccount(context)
        : Invitations.IsFor(Open, Person.Email) ? Accept(context, Person)
        : ForAnother(Person);

    private static Html Accept(HttpContext context, Person person) =>
        $"""
            <form method="post">
              <input type="hidden" name="{FormToken.Field}" value="{FormToken.For(context)}">
              <p>You are signed in as {person.Email}.</p>
              <button autofocus>Accept</button>
            </form>
        """;

    private Html ForAnother(Person person) =>
        $"""
            <p>It is for {Open.Email}, and you are signed in as {person.Email}. <a href="/sign-out">Sign out</a>, then open the link again.</p>
        """;

    private Html NewAccount(HttpContext context) =>
        $"""
            <form method="post">
              <input type="hidden" name="{FormToken.Field}" value="{FormToken.For(context)}">
        {EmailField}
              <div class="field">
                <label for="name">Name <span class="hint">(optional)</span></label>
                <input id="name" name="name" value="{Name}" autocomplete="name" maxlength="{LongestName}">
              </div>
              <div class="field">
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="new-password" minlength="{Passwords.MinimumLength}" aria-describedby="password-hint" required{Invalid(PasswordProblem)}>
        {ProblemLine(PasswordProblem)}
                <span class="hint" id="password-hint">At least {Passwords.MinimumLength} characters. A sentence works well.</span>
              </div>
              <button>Create account</button>
            </form>
            <p>You have an account? <a href="{SignInPage.Path}?next={Uri.EscapeDataString($"/invitation/{Token}")}">Sign in with it</a>.</p>
        """;

    // The address that it is for cannot be another.
    private Html EmailField => Open.Email is { } only
        ? (Html)$"""
              <div class="field">
                <label for="email">E-mail</label>
                <input id="email" type="email" value="{only}" autocomplete="username" readonly{Invalid(EmailProblem)}>
        {ProblemLine(EmailProblem)}
              </div>
        """
        : $"""
              <div class="field">
                <label for="email">E-mail</label>
                <input id="email" name="email" type="email" value="{Email}" autocomplete="username" required autofocus{Invalid(EmailProblem)}>
        {ProblemLine(EmailProblem)}
              </div>
        """;

    private static Html Invalid(string? problem) => problem is null ? Html.Empty : $" aria-invalid=\"true\"";

    private static Html ProblemLine(string? problem) => problem is null ? Html.Empty : $"""        <span class="problem">{problem}</span>""";
}
