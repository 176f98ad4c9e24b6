using System.Globalization;
using System.Text;
using System.Text.Json;
using Paddock.Protocols.Statements;
using Paddock.Signals.Analytics;
using Paddock.Signals.Monitoring;

namespace Paddock.Demo;

/// <summary>One visit to the shop, from its first page to its order or to where it ends, with all that it leaves in Paddock.</summary>
internal sealed class DemoVisit(Random random, DemoRecords records, DemoMetrics metrics, long start, double daysAgo)
{
    private const long Second = 1_000_000_000, Millisecond = Second / 1000;

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
    /// <returns>True when there is a customer more: somebody signed up, whether they could buy or not.</returns>
    public bool Happen(int customers)
    {
        View("/", "/", "Saddle and Tack", queries: 2);
        if (isBot || random.NextDouble() < 0.38) return false;
        if (customers > 0 && random.NextDouble() < 0.12)
        {
            SignIn(random.Next(customers) + 1);
            View("/orders/", "/orders/", "Your orders", queries: 2, repeated: random.Next(20, 60));
        }
        var cart = Browse();
        if (cart.Count == 0 || random.NextDouble() > 0.55) return false;
        Stake(cart.Sum(static product => product.Price));
        View("/checkout/", "/checkout/", "Checkout", queries: 3);
        return random.NextDouble() < 0.62 * Math.Min(1.2, source.Eagerness) && Buy(cart, customers);
    }

    private List<DemoProduct> Browse()
    {
        List<DemoProduct> cart = [];
        if (random.NextDouble() < 0.2) View("/search/", "/search/", "Search", queries: 1, slow: true);
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
        if (isNew) SignIn(customers + 1);
        if (release == "shop@1.5.0" && cart.TrueForAll(static product => product.OnSale))
        {
            Fail("ZeroDivisionError", "integer division or modulo by zero", "loyalty_discount", "shop/pricing.py", "average = subtotal(full_price) // items", 21);
            return isNew;
        }
        if (from.Country == "US")
        {
            Fail("ShippingUnavailable", "no shipping rate for US", "shipping", "shop/pricing.py", "raise ShippingUnavailable(f\"no shipping rate for {country}\") from missing", 29);
            return isNew;
        }
        var request = Serve("/checkout/", "/checkout/", "POST", 200, queries: 5);
        var total = cart.Sum(static product => product.Price);
        records.Log(request, now, 9, "store.views", $"Order of {total} EUR was placed", "Order of %s EUR was placed");
        if (random.NextDouble() < 0.07) records.Log(request, now, 17, "store.views", $"Voucher SPRING10 was refused for order {random.Next(10_000)}", "Voucher %s was refused for order %s");
        if (daysAgo <= DemoStory.Releases[1].DaysAgo) records.Log(request, now, 13, "store.pricing", $"Loyalty points of order {random.Next(10_000)} are unknown, none were given", "Loyalty points of order %s are unknown, none were given");
        Page(request, "/checkout/thanks/", "Thank you");
        var plan = total > 500 ? "large" : "small";
        metrics.Ordered(now, plan);
        Track("order placed", total, ("items", cart.Count.ToString(CultureInfo.InvariantCulture)), ("plan", plan));
        return isNew;
    }

    private void SignIn(int customer)
    {
        person = $"customer-{customer}";
        var (name, email) = DemoStory.CustomerOf(customer);
        records.Person(now, person, "name", name);
        records.Person(now, person, "email", email);
    }

    private void View(string route, string path, string title, int queries, int repeated = 0, bool slow = false)
    {
        var request = Serve(route, path, "GET", 200, queries, repeated, slow);
        records.Log(request, now, 9, "django.request", $"GET {path} 200", "GET %s %s");
        Page(request, path, title);
        if (isFirstPage && !isBot) Vitals(request);
        isFirstPage = false;
        var pause = 4 + (random.NextDouble() * 70);
        // Somebody who reads does not read all the time.
        if (!isBot) records.Event(request with { Time = now + (long)(Second * pause), Path = path }, Event("$engagement") with { EngagedMilliseconds = (uint)(1000 * pause * (0.4 + (0.5 * random.NextDouble()))) });
        now += (long)(Second * pause);
    }

    /// <summary>
    /// The request as Django's integration traces it: the session is looked up, the view asks the database and renders its template, each within the other.
    /// </summary>
    private DemoRequest Serve(string route, string path, string method, ushort status, int queries, int repeated = 0, bool slow = false)
    {
        var request = new DemoRequest(now, release, route, path, new UInt128(Id(), Id()), Id(), visitor, person);
        var at = Query(now + Millisecond, request.SpanId, "SELECT * FROM django_session WHERE session_key = ?"u8, Lasting(0.4, 3));
        var (view, began) = (Id(), at);
        for (var query = 1; query < queries; query++) at = Query(at, view, "SELECT * FROM store_product WHERE slug = ?"u8, Lasting(0.4, 3));
        if (slow) at = Query(at, view, "SELECT * FROM store_product WHERE upper(description) LIKE upper(?) ORDER BY name"u8, Lasting(300, 600));
        for (var line = 0; line < repeated; line++) at = Query(at, view, "SELECT * FROM store_orderline WHERE order_id = ?"u8, Lasting(3, 4));
        if (status < 500)
        {
            var rendering = Lasting(2, 6);
            Span(Id(), at, rendering, new SpanRecord { ParentSpanId = view, Name = Template(route), Op = "template.render"u8 });
            at += rendering;
        }
        at += Lasting(4, 9);
        Span(view, began, at - began, new SpanRecord { ParentSpanId = request.SpanId, Name = Utf8(route), Op = "view.render"u8 });
        at += Lasting(4, 16);
        Span(request.SpanId, now, at - now, new SpanRecord
        {
            Name = Utf8($"{method} {route}"),
            Op = "http.server"u8,
            Kind = "server"u8,
            Status = status < 500 ? "ok"u8 : "internal_error"u8,
            IsRoot = true,
            HttpMethod = Utf8(method),
            HttpStatus = status,
        });
        return request;

        long Query(long start, ulong parent, ReadOnlySpan<byte> statement, long duration)
        {
            Span(Id(), start, duration, new SpanRecord
            {
                ParentSpanId = parent,
                Name = statement,
                Op = "db"u8,
                Kind = "client"u8,
                DbSystem = "postgresql"u8,
                DbStatement = statement,
                DbFingerprint = DatabaseStatement.Fingerprint(statement),
            });
            return start + duration;
        }

        void Span(ulong id, long start, long duration, in SpanRecord span) =>
            records.Span(request, id, start, span with { DurationNanoseconds = (ulong)duration, Transaction = Utf8(route), SampleRate = 1 });
    }

    /// <summary>Some milliseconds, in nanoseconds.</summary>
    private long Lasting(double least, double more) => (long)(Millisecond * (least + (random.NextDouble() * more)));

    private static byte[] Template(string route) => Utf8($"store/{(route == "/" ? "home" : route.Split('/')[1])}.html");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private void Page(DemoRequest request, string path, string title) => records.Event(request with { Path = path }, Event("$pageview") with { Title = Utf8(title) });

    private void Track(string name, double revenue, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        records.Event(new DemoRequest(now, release, "", "", 0, 0, visitor, person), Event(name) with { Revenue = revenue, Currency = revenue > 0 ? "EUR"u8 : default, Interactive = true }, attributes);

    /// <summary>What the order would bring.</summary>
    private void Stake(double value) =>
        records.Event(new DemoRequest(now, release, "", "/checkout/", 0, 0, visitor, person), Event("checkout started") with { Value = value, Currency = "EUR"u8, Interactive = true });

    private void Vitals(DemoRequest request)
    {
        var slow = browser.Device == "mobile" ? 1.6 : 1;
        (string Name, double Value)[] vitals = [("LCP", 900 + (random.NextDouble() * 1800 * slow)), ("INP", 40 + (random.NextDouble() * 180 * slow)), ("CLS", random.NextDouble() * 0.12), ("TTFB", 80 + (random.NextDouble() * 400 * slow))];
        foreach (var (name, value) in vitals) records.Event(request, Event("$vital") with { Value = value }, ("metric", name));
    }

    private EventRecord Event(string name) => new()
    {
        Name = Utf8(name),
        UrlHost = Utf8(DemoStory.Domain),
        Referrer = Utf8(isFirstPage ? source.Referrer : ""),
        Source = Utf8(source.Source),
        Channel = Utf8(source.Channel),
        UtmSource = Utf8(source.UtmSource),
        UtmMedium = Utf8(source.UtmMedium),
        UtmCampaign = Utf8(source.UtmCampaign),
        Browser = Utf8(browser.Name),
        BrowserVersion = Utf8(browser.Version),
        Os = Utf8(browser.Os),
        OsVersion = Utf8(browser.OsVersion),
        Device = Utf8(browser.Device),
        Screen = Utf8(browser.Screen),
        Language = Utf8(from.Language),
        Country = Utf8(from.Country),
        Bot = isBot ? "user_agent"u8 : default,
    };

    private void Fail(string type, string message, string function, string file, string line, int number)
    {
        var request = Serve("/checkout/", "/checkout/", "POST", 500, queries: 4);
        records.Log(request, now, 17, "django.request", "Internal Server Error: /checkout/", "Internal Server Error: %s");
        // The page that says so carries the trace of the request that failed, as every page with the template tag does.
        Page(request, "/checkout/", "Something went wrong");
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
