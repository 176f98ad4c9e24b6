using Paddock.Accounts;

namespace Paddock.Pages;

/// <summary>The form behind a one-time link, as filled in so far.</summary>
internal sealed record WelcomeForm(OpenLink Link)
{
    private const int LongestName = 100;

    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Never sent back.</summary>
    public string Password { get; init; } = "";

    public string? EmailProblem { get; init; }

    public string? PasswordProblem { get; init; }

    public string? Problem { get; init; }

    public static WelcomeForm Read(OpenLink link, IFormCollection form)
    {
        var email = link.Email ?? EmailAddress.Normalize(form["email"]);
        var name = form["name"].ToString().Trim();
        var password = form["password"].ToString();
        return new WelcomeForm(link)
        {
            Email = email,
            Name = name.Length <= LongestName ? name : name[..LongestName],
            Password = password,
            EmailProblem = EmailAddress.IsPlausible(email) ? null : "Write an address such as ann@example.org.",
            PasswordProblem = Passwords.Problem(password),
        };
    }

    public static Task WriteAsync(HttpContext context, int status, WelcomeForm form) =>
        form.Link.Email is null ? WriteFirstAsync(context, status, form) : WritePasswordAsync(context, status, form);

    private static Task WriteFirstAsync(HttpContext context, int status, WelcomeForm form) =>
        Page.WriteAsync(context, status, "Welcome", $"""
                <h1>Welcome to Paddock</h1>
                <p>Choose the e-mail and password of the first administrator. This link works once.</p>
            {(form.Problem is null ? Html.Empty : Notice.Bad(form.Problem))}
                <form method="post">
                  <input type="hidden" name="{FormToken.Field}" value="{FormToken.For(context)}">
                  <div class="field">
                    <label for="email">E-mail</label>
                    <input id="email" name="email" type="email" value="{form.Email}" autocomplete="username" required autofocus{Invalid(form.EmailProblem)}>
            {ProblemLine(form.EmailProblem)}
                  </div>
                  <div class="field">
                    <label for="name">Name <span class="hint">(optional)</span></label>
                    <input id="name" name="name" value="{form.Name}" autocomplete="name" maxlength="{LongestName}">
                  </div>
            {PasswordField(form.PasswordProblem)}
                  <button>Create account</button>
                </form>
            """);

    private static Task WritePasswordAsync(HttpContext context, int status, WelcomeForm form) =>
        Page.WriteAsync(context, status, "New password", $"""
                <h1>Choose a new password</h1>
                <p>You will be signed out everywhere else. This link works once.</p>
            {(form.Problem is null ? Html.Empty : Notice.Bad(form.Problem))}
                <form method="post">
                  <input type="hidden" name="{FormToken.Field}" value="{FormToken.For(context)}">
                  <div class="field">
                    <label for="email">E-mail</label>
                    <input id="email" type="email" value="{form.Link.Email}" autocomplete="username" readonly>
                  </div>
            {PasswordField(form.PasswordProblem)}
                  <button>Set password</button>
                </form>
            """);

    private static Html PasswordField(string? problem) =>
        $"""
                  <div class="field">
                    <label for="password">Password</label>
                    <input id="password" name="password" type="password" autocomplete="new-password" minlength="{Passwords.MinimumLength}" aria-describedby="password-hint" required{Invalid(problem)}>
            {ProblemLine(problem)}
                    <span class="hint" id="password-hint">At least {Passwords.MinimumLength} characters. A sentence works well.</span>
                  </div>
            """;

    private static Html Invalid(string? problem) => problem is null ? Html.Empty : $" aria-invalid=\"true\"";

    private static Html ProblemLine(string? problem) => problem is null ? Html.Empty : $"""        <span class="problem">{problem}</span>""";
}
