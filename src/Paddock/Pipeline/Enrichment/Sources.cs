using System.Collections.Frozen;

namespace Paddock.Pipeline.Enrichment;

internal enum SourceKind
{
    Other,
    Search,
    Social,
    Video,
    Shopping,
    Email,
    Assistant,

    /// <summary>Visitors come back from it, having paid: it brought nobody.</summary>
    Payment,
}

/// <summary>Who sends visitors, as people call it.</summary>
internal readonly record struct Source(string Name, SourceKind Kind);

/// <summary>Well-known senders, by the hosts of their pages and apps and by the words that campaigns use for them. Our own list; what is not in it keeps its host as its name.</summary>
internal static class Sources
{
    private static readonly (SourceKind Kind, string Name, string Hosts)[] Known =
    [
        (SourceKind.Search, "Google", "google com.google.android.googlequicksearchbox googleads.g.doubleclick.net adwords"),
        (SourceKind.Search, "Bing", "bing.com bing cn.bing.com"),
        (SourceKind.Search, "DuckDuckGo", "duckduckgo.com duckduckgo ddg"),
        (SourceKind.Search, "Yahoo", "search.yahoo.com yahoo.com yahoo"),
        (SourceKind.Search, "Yahoo Japan", "yahoo.co.jp search.yahoo.co.jp"),
        (SourceKind.Search, "Yandex", "yandex.ru yandex.com yandex.kz yandex.by ya.ru yandex"),
        (SourceKind.Search, "Baidu", "baidu.com baidu"),
        (SourceKind.Search, "Ecosia", "ecosia.org ecosia"),
        (SourceKind.Search, "Brave", "search.brave.com brave"),
        (SourceKind.Search, "Startpage", "startpage.com startpage"),
        (SourceKind.Search, "Qwant", "qwant.com qwant"),
        (SourceKind.Search, "Kagi", "kagi.com kagi"),
        (SourceKind.Search, "Naver", "search.naver.com naver.com naver"),
        (SourceKind.Search, "Seznam", "search.seznam.cz seznam.cz seznam"),
        (SourceKind.Search, "Sogou", "sogou.com sogou"),
        (SourceKind.Search, "AOL", "search.aol.com aol.com aol"),
        (SourceKind.Search, "Ask", "ask.com"),
        (SourceKind.Search, "MetaGer", "metager.de metager.org"),
        (SourceKind.Search, "Mojeek", "mojeek.com mojeek"),
        (SourceKind.Social, "Facebook", "facebook.com fb.com fb.me com.facebook.katana facebook fb meta"),
        (SourceKind.Social, "Instagram", "instagram.com com.instagram.android instagram ig"),
        (SourceKind.Social, "Threads", "threads.net threads.com threads"),
        (SourceKind.Social, "X", "x.com twitter.com t.co com.twitter.android twitter x"),
        (SourceKind.Social, "LinkedIn", "linkedin.com lnkd.in com.linkedin.android linkedin"),
        (SourceKind.Social, "Reddit", "reddit.com redd.it out.reddit.com com.reddit.frontpage reddit"),
        (SourceKind.Social, "Pinterest", "pinterest.com pinterest.de pinterest.co.uk pin.it com.pinterest pinterest"),
        (SourceKind.Social, "Hacker News", "news.ycombinator.com hackernews"),
        (SourceKind.Social, "Lobsters", "lobste.rs"),
        (SourceKind.Social, "Mastodon", "mastodon.social mastodon.online org.joinmastodon.android mastodon"),
        (SourceKind.Social, "Bluesky", "bsky.app go.bsky.app bluesky"),
        (SourceKind.Social, "Discord", "discord.com discordapp.com discord"),
        (SourceKind.Social, "Slack", "slack.com app.slack.com com.slack slack"),
        (SourceKind.Social, "Telegram", "t.me web.telegram.org telegram.org org.telegram.messenger telegram"),
        (SourceKind.Social, "WhatsApp", "whatsapp.com wa.me web.whatsapp.com com.whatsapp whatsapp"),
        (SourceKind.Social, "Snapchat", "snapchat.com com.snapchat.android snapchat"),
        (SourceKind.Social, "Tumblr", "tumblr.com tumblr"),
        (SourceKind.Social, "VK", "vk.com away.vk.com vk"),
        (SourceKind.Social, "Weibo", "weibo.com weibo"),
        (SourceKind.Social, "WeChat", "weixin.qq.com wechat"),
        (SourceKind.Social, "XING", "xing.com xing"),
        (SourceKind.Social, "Quora", "quora.com quora"),
        (SourceKind.Social, "Medium", "medium.com link.medium.com"),
        (SourceKind.Social, "dev.to", "dev.to"),
        (SourceKind.Social, "Stack Overflow", "stackoverflow.com stackexchange.com"),
        (SourceKind.Social, "Product Hunt", "producthunt.com producthunt"),
        (SourceKind.Social, "GitHub", "github.com github"),
        (SourceKind.Video, "YouTube", "youtube.com youtu.be m.youtube.com com.google.android.youtube youtube"),
        (SourceKind.Video, "TikTok", "tiktok.com com.zhiliaoapp.musically tiktok"),
        (SourceKind.Video, "Vimeo", "vimeo.com player.vimeo.com vimeo"),
        (SourceKind.Video, "Twitch", "twitch.tv twitch"),
        (SourceKind.Video, "Dailymotion", "dailymotion.com"),
        (SourceKind.Video, "Bilibili", "bilibili.com"),
        (SourceKind.Shopping, "Amazon", "amazon.com amazon.co.uk amazon.de amazon.fr amazon.it amazon.es amazon.co.jp amazon.ca amazon"),
        (SourceKind.Shopping, "eBay", "ebay.com ebay.de ebay.co.uk ebay"),
        (SourceKind.Shopping, "Etsy", "etsy.com etsy"),
        (SourceKind.Shopping, "AliExpress", "aliexpress.com aliexpress"),
        (SourceKind.Shopping, "Walmart", "walmart.com walmart"),
        (SourceKind.Shopping, "Shopify", "shop.app shopify"),
        (SourceKind.Shopping, "Google Shopping", "shopping.google.com"),
        (SourceKind.Shopping, "idealo", "idealo.de idealo"),
        (SourceKind.Email, "Gmail", "mail.google.com com.google.android.gm gmail"),
        (SourceKind.Email, "Outlook", "outlook.live.com outlook.office.com outlook.office365.com com.microsoft.office.outlook outlook"),
        (SourceKind.Email, "Yahoo Mail", "mail.yahoo.com com.yahoo.mobile.client.android.mail"),
        (SourceKind.Email, "Proton Mail", "mail.proton.me"),
        (SourceKind.Email, "Newsletter", "newsletter email e-mail mailchimp brevo klaviyo mailjet"),
        (SourceKind.Assistant, "ChatGPT", "chatgpt.com chat.openai.com com.openai.chatgpt chatgpt openai"),
        (SourceKind.Assistant, "Claude", "claude.ai claude"),
        (SourceKind.Assistant, "Gemini", "gemini.google.com bard.google.com gemini"),
        (SourceKind.Assistant, "Perplexity", "perplexity.ai perplexity"),
        (SourceKind.Assistant, "Copilot", "copilot.microsoft.com copilot.com copilot"),
        (SourceKind.Assistant, "DeepSeek", "chat.deepseek.com deepseek.com deepseek"),
        (SourceKind.Assistant, "Mistral", "chat.mistral.ai mistral.ai mistral"),
        (SourceKind.Assistant, "Grok", "grok.com grok"),
        (SourceKind.Assistant, "Meta AI", "meta.ai"),
        (SourceKind.Assistant, "You.com", "you.com"),
        (SourceKind.Assistant, "Phind", "phind.com"),
        (SourceKind.Payment, "PayPal", "paypal.com"),
        (SourceKind.Payment, "Stripe", "checkout.stripe.com hooks.stripe.com pay.stripe.com"),
        (SourceKind.Payment, "Paddle", "checkout.paddle.com buy.paddle.com"),
        (SourceKind.Payment, "Klarna", "klarna.com pay.klarna.com"),
        (SourceKind.Payment, "Mollie", "mollie.com"),
        (SourceKind.Payment, "Adyen", "adyen.com checkoutshopper-live.adyen.com"),
    ];

    private static readonly FrozenDictionary<string, Source> ByWord = Known
        .SelectMany(static known => known.Hosts.Split(' ').Select(word => KeyValuePair.Create(word, new Source(known.Name, known.Kind))))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Source>.AlternateLookup<ReadOnlySpan<char>> ByHost = ByWord.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>By a host or one above it: m.facebook.com is Facebook, and so is every google.xx Google.</summary>
    public static Source OfHost(string host)
    {
        for (var rest = host.AsSpan(); rest.Contains('.'); rest = rest[(rest.IndexOf('.') + 1)..])
        {
            if (ByHost.TryGetValue(rest, out var known)) return known;
        }
        var site = SiteHost.Of(host);
        return site.StartsWith("google.", StringComparison.Ordinal) ? ByWord["google"]
            : new Source(host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host, SourceKind.Other);
    }

    /// <summary>By what a campaign's address says: utm_source=fb, ref=producthunt, utm_source=news.example.org.</summary>
    public static Source OfWord(string word) => ByWord.TryGetValue(word, out var known) ? known : new Source(word, SourceKind.Other);
}
