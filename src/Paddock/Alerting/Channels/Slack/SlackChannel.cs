using System.Text;
using System.Text.Json;
using Paddock.Hosting;
using Paddock.Outbound;

namespace Paddock.Alerting.Channels.Slack;

/// <summary>Incoming webhooks of Slack, which Mattermost, Rocket.Chat and Discord (its address with /slack) take as well.</summary>
internal sealed class SlackChannel(OutboundHttp http, PublicAddress address) : IChannel
{
    public string Kind => ChannelKind.Slack;

    public Task<string?> SendAsync(Envelope envelope, CancellationToken cancel) =>
        http.PostAsync(envelope.Target.Url, JsonSerializer.SerializeToUtf8Bytes(new SlackBody(Text(envelope)), AlertingJson.Default.SlackBody), [], cancel);

    private string Text(Envelope envelope)
    {
        var (content, text) = (envelope.Content, new StringBuilder($"*{Escape(envelope.Subject)}*"));
        foreach (var item in content.Shown)
            text.Append('\n').Append($"• <{MessageLinks.Of(address, content, item)}|{Escape($"{Occasion.Of(item.Kind).One}: {item.Title}")}>{(item.Detail.Length > 0 ? $" {Escape(item.Detail)}" : "")}");
        if (content.NotShown > 0) text.Append('\n').Append($"and {content.NotShown} more: {MessageLinks.Of(address, content)}");
        if (content.Unsaid.Length > 0) text.Append('\n').Append(Escape(content.Unsaid));
        return text.ToString();
    }

    // The three characters by which a text could become a link or a mention of everybody.
    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
