using MimeKit;

namespace Paddock.Alerting.Channels.Mail;

/// <param name="IsImplicitTls">smtps; else TLS begins with STARTTLS, which a server that asks for a password must offer.</param>
internal sealed record SmtpSettings(string Host, int Port, string User, string Password, bool IsImplicitTls, MailboxAddress From)
{
    /// <param name="url">smtp://user:password@host:587, or smtps.</param>
    /// <param name="from">Paddock &lt;paddock@example.org&gt;, or the address alone; null: paddock@host.</param>
    /// <returns>Null: it is none.</returns>
    public static SmtpSettings? Read(string url, string? from)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0) return null;
        if (!MailboxAddress.TryParse(from is { Length: > 0 } ? from : $"Paddock <paddock@{uri.Host}>", out var sender) || sender.Domain.Length == 0) return null;
        var isTls = uri.Scheme == "smtps";
        var parts = uri.UserInfo.Split(':', 2);
        return new SmtpSettings(uri.Host, uri.IsDefaultPort || uri.Port <= 0 ? isTls ? 465 : 587 : uri.Port, Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "", isTls, sender);
    }
}
