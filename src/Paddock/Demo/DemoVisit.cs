using System.Globalization;
using System.Text;
using System.Text.Json;
using Paddock.Protocols.Statements;
using Paddock.Signals.Analytics;
using Paddock.Signals.Monitoring;

namespace Paddock.Demo;

/// <summary>One visit to the shop, from its first page to its order or to where it ends, with all that it leaves in Paddock.</summary>
internal sealed class DemoVisit(Random random, DemoRecords records, long start, double daysAgo)
{
    private const long Second = 1_000_000_000;

    private readonly DemoSource source = Pick(random, DemoStory.Sources, static source => source.Share);
    private readonly DemoBrowser browser = Pick(random, DemoStory.Browsers, static browser => browser.Share);
    private readonly (string Country, string Language, double) from = Pick(random, DemoStory.Countries, static country => country.Share);
    private readonly string release = DemoStory.ReleaseAt(daysAgo);
    private readonly ulong visitor = (ulong)random.NextInt64(1, long.MaxValue);
    private readonly bool isBot = random.NextDouble() < 0.04;
    private string person = "";
    private long now = start;
    private bool isFirstPage = true;

    /// <param name="customers">how many people have bought before; some of them come back</param>
    /// <returns>True when somebody bought who had not before.</returns>
    public bool Happen(int customers)
    {
        View("/", "/", "Saddle and Tack", queries: 2);
        if (isBot || random.NextDouble() < 0.38) return false;
        if (customers > 0 && random.NextDouble() < 0.12)
        {
            person = $"customer-{random.Next(customers) + 1}";
            View("/orders/", "/orders/", "Your orders", queries: 2, repeated: random.Next(20, 60));
        }
        var cart = Browse();
        if (cart.Count == 0 || random.NextDouble() > 0.55) return false;
        View("/checkout/", "/checkout/", "Checkout", queries: 3);
        return random.NextDouble() < 0.62 * Math.Min(1.2, source.Eagerness) && Buy(cart, customers);
    }

    private List<DemoProduct> Browse()
    {
        List<DemoProduct> cart = [];
        for (var pages = random.Next(1, 5); pages > 0; pages--)
        {
            var product = DemoStory.Products[random.Next(DemoStory.Products.Length)];
            View("/product/<slug:slug>/", $"/product/{product.Slug}/", product.Name, queries: 3);
            if (random.NextDouble() > 0.16 * source.Eagerness) continue;
            cart.Add(product);
            Track("added to cart", 0, ("product", product.Slug), ("price", product.Price.ToString(CultureInfo.InvariantCulture)));
        }
        return cart;
    }

    private bool Buy(List<DemoProduct> cart, int customers)
    {
        var isNew = person.Length == 0;
        if (isNew) person = $"customer-{customers + 1}";
        if (release == "shop@1.5.0" && cart.TrueForAll(static product => product.OnSale))
        {
            Fail("ZeroDivisionError", "integer division or modulo by zero", "loyalty_discount", "shop/pricing.py", "average = subtotal(full_price) // items", 21);
            return false;
        }
        if (from.Country == "US")
        {
            Fail("ShippingUnavailable", "no shipping rate for US", "shipping", "shop/pricing.py", "raise ShippingUnavailable(f\"no shipping rate for {country}\") from missing", 29);
            return false;
        }
        var request = Serve("/checkout/", "/checkout/", "POST", 200, queries: 5, repeated: 0);
        var total = cart.Sum(static product => product.Price);
        records.Log(request, now, 9, "store.views", $"Order of {total} EUR was placed", "Order of %s EUR was placed");
        if (random.NextDouble() < 0.07) records.Log(request, now, 17, "store.views", $"Voucher SPRING10 was refused for order {random.Next(10_000)}", "Voucher %s was refused for order %s");
        Page(request, "/checkout/thanks/", "Thank you");
        Track("order placed", total, ("items", cart.Count.ToString(CultureInfo.InvariantCulture)), ("plan", total > 500 ? "large" : "small"));
        return isNew;
    }

    private void View(string route, string path, string title, int queries, int repeated = 0)
    {
        var request = Serve(route, path, "GET", 200, queries, repeated);
        records.Log(request, now, 9, "django.request", $"GET {path} 200", "GET %s %s");
        Page(request, path, title);
        if (isFirstPage && !isBot) Vitals(request);
        isFirstPage = false;
        var pause = 4 + (random.NextDouble() * 70);
        // Somebody who reads does not read all the time.
        if (!isBot) records.Event(request with { Time = now + (long)(Second * pause), Path = path }, Event("$engagement") with { EngagedMilliseconds = (uint)(1000 * pause * (0.4 + (0.5 * random.NextDouble()))) });
        now += (long)(Second * pause);
    }

    /// <summary>The request as the server sees it: its root span, and one for each question to the database.</summary>
    private DemoRequest Serve(string route, string path, string method, ushort status, int queries, int repeated)
    {
        var request = new DemoRequest(now, release, route, path, new UInt128(Id(), Id()), Id(), visitor, person);
        var at = now + (Second / 1000);
        for (var query = 0; query < queries + repeated; query++)
        {
            var isRepeated = query >= queries;
            var duration = (long)(Second / 1000 * (isRepeated ? 3 + (random.NextDouble() * 4) : 0.4 + (random.NextDouble() * 3)));
            var statement = isRepeated ? "SELECT * FROM store_orderline WHERE order_id = ?"u8 : query == 0 ? "SELECT * FROM django_session WHERE session_key = ?"u8 : "SELECT * FROM store_product WHERE slug = ?"u8;
            records.Span(request, Id(), at, new SpanRecord
            {
                ParentSpanId = request.SpanId,
                Name = statement,
                Op = "db"u8,
                Kind = "client"u8,
                DurationNanoseconds = (ulong)duration,
                Transaction = Encoding.UTF8.GetBytes(route),
                DbSystem = "postgresql"u8,
                DbStatement = statement,
                DbFingerprint = DatabaseStatement.Fingerprint(statement),
                SampleRate = 1,
            });
            at += duration;
        }
        at += (long)(Second / 1000 * (8 + (random.NextDouble() * 25)));
        records.Span(request, request.SpanId, now, new SpanRecord
        {
            Name = Encoding.UTF8.GetBytes($"{method} {route}"),
            Op = "http.server"u8,
            Kind = "server"u8,
            DurationNanoseconds = (ulong)(at - now),
            Status = status < 500 ? "ok"u8 : "internal_error"u8,
            IsRoot = true,
            Transaction = Encoding.UTF8.GetBytes(route),
            HttpMethod = Encoding.UTF8.GetBytes(method),
            HttpStatus = status,
            SampleRate = 1,
        });
        return request;
    }

    private void Page(DemoRequest request, string path, string title) => records.Event(request with { Path = path }, Event("$pageview") with { Title = Encoding.UTF8.GetBytes(title) });

    private void Track(string name, double revenue, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        records.Event(new DemoRequest(now, release, "", "", 0, 0, visitor, person), Event(name) with { Revenue = revenue, Currency = revenue > 0 ? "EUR"u8 : default, Interactive = true }, attributes);

    private void Vitals(DemoRequest request)
    {
        var slow = browser.Device == "mobile" ? 1.6 : 1;
        (string Name, double Value)[] vitals = [("LCP", 900 + (random.NextDouble() * 1800 * slow)), ("INP", 40 + (random.NextDouble() * 180 * slow)), ("CLS", random.NextDouble() * 0.12), ("TTFB", 80 + (random.NextDouble() * 400 * slow))];
        foreach (var (name, value) in vitals) records.Event(request, Event("$vital") with { Value = value }, ("metric", name));
    }

    private EventRecord Event(string name) => new()
    {
        Name = Encoding.UTF8.GetBytes(name),
        UrlHost = Encoding.UTF8.GetBytes(DemoStory.Domain),
        Referrer = Encoding.UTF8.GetBytes(isFirstPage ? source.Referrer : ""),
        Source = Encoding.UTF8.GetBytes(source.Source),
        Channel = Encoding.UTF8.GetBytes(source.Channel),
        UtmSource = Encoding.UTF8.GetBytes(source.UtmSource),
        UtmMedium = Encoding.UTF8.GetBytes(source.UtmMedium),
        UtmCampaign = Encoding.UTF8.GetBytes(source.UtmCampaign),
        Browser = Encoding.UTF8.GetBytes(browser.Name),
        BrowserVersion = Encoding.UTF8.GetBytes(browser.Version),
        Os = Encoding.UTF8.GetBytes(browser.Os),
        OsVersion = Encoding.UTF8.GetBytes(browser.OsVersion),
        Device = Encoding.UTF8.GetBytes(browser.Device),
        Screen = Encoding.UTF8.GetBytes(browser.Screen),
        Language = Encoding.UTF8.GetBytes(from.Language),
        Country = Encoding.UTF8.GetBytes(from.Country),
        Bot = isBot ? "user_agent"u8 : default,
    };

    private void Fail(string type, string message, string function, string file, string line, int number)
    {
        var request = Serve("/checkout/", "/checkout/", "POST", 500, queries: 4, repeated: 0);
        records.Log(request, now, 17, "django.request", "Internal Server Error: /checkout/", "Internal Server Error: %s");
        var time = DateTimeOffset.UnixEpoch.AddTicks(now / 100).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        records.Error($$$"""
            {
              "event_id": "{{{new Guid(BitConverter.GetBytes(Id()).Concat(BitConverter.GetBytes(Id())).ToArray()):n}}}", "timestamp": "{{{time}}}", "platform": "python", "level": "error", "environment": "production", "release": "{{{release}}}",
              "server_name": "web-1", "transaction": "/checkout/", "transaction_info": {"source": "route"}, "sdk": {"name": "sentry.python.django", "version": "2.64.0"}, "user": {"id": "{{{person}}}"},
              "tags": {"browser.name": "{{{browser.Name}}}", "country": "{{{from.Country}}}"},
              "contexts": {"trace": {"trace_id": "{{{request.TraceId:x32}}}", "span_id": "{{{request.SpanId:x16}}}"}},
              "request": {"url": "https://{{{DemoStory.Domain}}}/checkout/", "method": "POST"},
              "exception": {"values": [{"type": "{{{type}}}", "value": {{{JsonSerializer.Serialize(message, DemoJson.Default.String)}}}, "mechanism": {"type": "django", "handled": false}, "stacktrace": {"frames": [
                {"filename": "django/core/handlers/base.py", "module": "django.core.handlers.base", "function": "_get_response", "lineno": 197, "context_line": "response = wrapped_callback(request, *callback_args, **callback_kwargs)", "in_app": false},
                {"filename": "store/views.py", "module": "store.views", "function": "place_order", "lineno": 36, "context_line": "total_cents = pricing.total(lines, country)", "in_app": true, "vars": {"country": "'{{{from.Country}}}'"}},
                {"filename": "{{{file}}}", "module": "store.pricing", "function": "{{{function}}}", "lineno": {{{number}}}, "context_line": {{{JsonSerializer.Serialize(line, DemoJson.Default.String)}}}, "in_app": true}]}}]}
            }
            """);
    }

    private ulong Id() => (ulong)random.NextInt64(1, long.MaxValue);

    private static T Pick<T>(Random random, T[] choices, Func<T, double> share)
    {
        var left = random.NextDouble() * choices.Sum(share);
        foreach (var choice in choices)
            if ((left -= share(choice)) <= 0) return choice;
        return choices[^1];
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class DemoJson : System.Text.Json.Serialization.JsonSerializerContext;
