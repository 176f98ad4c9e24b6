using System.Text;
using Paddock.Hosting;
using Paddock.Pages;

namespace Paddock.Alerting.Channels.Mail;

/// <summary>A mail's words: what happened, why this person gets it, and how that is changed.</summary>
internal sealed class MailText(PublicAddress address, MuteLinks mutes)
{
    /// <returns>Null: a digest, which has no alert to mute.</returns>
    public string? MuteLink(Envelope envelope) => envelope is { Alert: { } alert, User: { } user } ? $"{MessageLinks.Root(address)}{MuteLinks.Path}/{mutes.TokenOf(alert.Id, user.Id)}" : null;

    public string Plain(Envelope envelope)
    {
        var (content, text) = (envelope.Content, new StringBuilder());
        foreach (var item in content.Shown)
            text.AppendLine($"{Occasion.Of(item.Kind).One}: {item.Title}").AppendLine(Where(item)).AppendLine(MessageLinks.Of(address, content, item)).AppendLine();
        if (content.NotShown > 0) text.AppendLine($"and {content.NotShown} more: {MessageLinks.Of(address, content)}").AppendLine();
        if (content.Unsaid.Length > 0) text.AppendLine(content.Unsaid).AppendLine();
        foreach (var subject in content.Others) text.AppendLine(subject);
        text.AppendLine("-- ").AppendLine(Why(envelope));
        if (MuteLink(envelope) is { } mute) text.AppendLine($"No mails of this alert to me: {mute}");
        return text.AppendLine($"How many mails a day reach me: {Account}").ToString();
    }

    public string Html(Envelope envelope)
    {
        var content = envelope.Content;
        Html items = $"", others = $"";
        foreach (var item in content.Shown)
            items = $"""{items}<p style="margin:0 0 16px"><a href="{MessageLinks.Of(address, content, item)}" style="color:#1f4fd8;font-weight:600;text-decoration:none">{Occasion.Of(item.Kind).One}: {item.Title}</a><br><span style="color:#5b6470">{Where(item)}</span></p>""";
        foreach (var subject in content.Others) others = $"""{others}<p style="margin:0 0 8px">{subject}</p>""";
        Html more = $"", unsaid = $"", mute = $"";
        if (content.Unsaid.Length > 0) unsaid = $"<p>{content.Unsaid}</p>";
        if (content.NotShown > 0) more = $"""<p><a href="{MessageLinks.Of(address, content)}" style="color:#1f4fd8">and {content.NotShown} more</a></p>""";
        if (MuteLink(envelope) is { } link) mute = $"""<a href="{link}" style="color:#5b6470">No mails of this alert to me</a> · """;
        Html whole = $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>
            <body style="font:15px/1.45 system-ui,sans-serif;max-width:600px;margin:0 auto;padding:16px">
            <h1 style="font-size:18px;line-height:1.3;margin:0 0 20px">{envelope.Subject}</h1>
            {items}{more}{unsaid}{others}
            <p style="border-top:1px solid #d5dae1;padding-top:12px;color:#5b6470;font-size:13px">{Why(envelope)}<br>{mute}<a href="{Account}" style="color:#5b6470">How many mails a day reach me</a></p>
            </body></html>
            """;
        return whole.ToString();
    }

    private string Account => $"{MessageLinks.Root(address)}/settings/account";

    private static string Where(AlertItem item) => string.Join(" · ", new[] { item.Detail, item.Kind.StartsWith("issue.", StringComparison.Ordinal) ? item.Level : "", item.Time.Replace('T', ' ')[..Math.Min(19, item.Time.Length)] + " UTC" }.Where(static part => part.Length > 0));

    private static string Why(Envelope envelope) => envelope.Alert is { } alert
        ? $"You get this because you are one of the people of {envelope.Content.Project}, and its alert “{alert.Name}” writes to them."
        : $"You get this because more happened than the {envelope.User?.MailsADay} mails a day that you allow.";
}
