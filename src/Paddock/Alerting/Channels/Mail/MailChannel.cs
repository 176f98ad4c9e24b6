using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Paddock.Hosting;

namespace Paddock.Alerting.Channels.Mail;

/// <summary>Mail by the SMTP server that the administrator set; without one everything else works.</summary>
internal sealed class MailChannel(PaddockOptions options, MailText texts, TimeProvider time) : IChannel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Kind => ChannelKind.Mail;

    public async Task<string?> SendAsync(Envelope envelope, CancellationToken cancel)
    {
        if (options.Smtp is not { } smtp) return "No mail server is set: an administrator sets Smtp__Url, such as smtp://user:password@mail.example.org:587.";
        if (envelope.User is not { IsDisabled: false } reader) return null; // nobody is there any more
        try
        {
            using var timeout = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
            using var client = new SmtpClient();
            await client.ConnectAsync(smtp.Host, smtp.Port, smtp.IsImplicitTls ? SecureSocketOptions.SslOnConnect : smtp.User.Length > 0 ? SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable, either.Token);
            if (smtp.User.Length > 0) await client.AuthenticateAsync(smtp.User, smtp.Password, either.Token);
            await client.SendAsync(Message(envelope, reader.Email, smtp), either.Token);
            await client.DisconnectAsync(quit: true, either.Token);
            return null;
        }
        catch (Exception refused) when (!cancel.IsCancellationRequested)
        {
            return $"The mail server {smtp.Host}:{smtp.Port} did not take it: {(refused is OperationCanceledException ? $"no answer within {Patience.TotalSeconds} s" : refused.Message)}";
        }
    }

    private MimeMessage Message(Envelope envelope, string to, SmtpSettings smtp)
    {
        var message = new MimeMessage { Subject = envelope.Subject, MessageId = $"paddock-{envelope.Id}-{envelope.User!.Id}@{smtp.From.Domain}" };
        message.From.Add(smtp.From);
        message.To.Add(new MailboxAddress("", to));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        // What is told of one issue or one monitor is one thread.
        if (envelope.Content is { Count: 1, Items: [var only] }) message.References.Add($"paddock-{envelope.Content.Slug}-{Occasion.Path(only.Kind, only.SubjectId).Replace('/', '-')}@{smtp.From.Domain}");
        if (texts.MuteLink(envelope) is { } mute)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{mute}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        message.Body = new BodyBuilder { TextBody = texts.Plain(envelope), HtmlBody = texts.Html(envelope) }.ToMessageBody();
        return message;
    }
}
