using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Paddock.Benchmarks;

/// <summary>
/// The work of every figure about errors: envelopes as a Django site sends them, 33 kB each, some 4.3 kB after gzip -1, from as many distinct stacks as wanted.
/// The same numbers give the same bytes. Making one takes longer than parsing it: make them before measuring.
/// </summary>
public static class DjangoEvents
{
    private const int Areas = 40;
    private const int People = 50_000;
    private const int FrameworkFrames = 14;
    private const int ApplicationFrames = 8;
    private const int Queries = 20;

    private static readonly string[] ErrorTypes = ["ValueError", "KeyError", "AttributeError", "IntegrityError", "DoesNotExist", "TimeoutError", "ZeroDivisionError"];

    /// <param name="stack">Which stack: two events are one issue exactly when it is the same.</param>
    /// <param name="number">Which event: makes its id, its user and its values.</param>
    public static byte[] Envelope(int stack, long number, DateTimeOffset time)
    {
        var json = Event(stack, number, time);
        var head = $$"""
            {"event_id":"{{EventId(number):N}}","sent_at":"{{Rfc3339(time)}}"}
            {"type":"event","content_type":"application/json","length":{{json.Length}}}

            """;
        return [.. Encoding.UTF8.GetBytes(head), .. json, (byte)'\n'];
    }

    public static byte[] Event(int stack, long number, DateTimeOffset time)
    {
        var frames = Enumerable.Range(0, FrameworkFrames).Select(depth => FrameworkFrame(depth, number))
            .Concat(Enumerable.Range(0, ApplicationFrames).Select(depth => ApplicationFrame(stack, depth, number)));
        var queries = Enumerable.Range(0, Queries).Select(index => Query(index, number, time));
        return Encoding.UTF8.GetBytes(OneLine($$"""
            {"level":"error",
            "exception":{"values":[{"module":"shop.errors","type":"{{ErrorTypes[stack % ErrorTypes.Length]}}","value":"order {{number}} of stack {{stack}} failed",
            "mechanism":{"type":"django","handled":false},
            "stacktrace":{"frames":[{{string.Join(',', frames)}}]}
            }]},
            "event_id":"{{EventId(number):N}}","timestamp":"{{Rfc3339(time)}}",
            "breadcrumbs":{"values":[{{string.Join(',', queries)}}]},
            {{Request(number)}},
            {{Surroundings(stack, number)}}
            }
            """));
    }

    /// <summary>As gzip -1 does, which is what clients use.</summary>
    public static byte[] Gzip(byte[] bytes)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return target.ToArray();
    }

    public static Guid EventId(long number) => new((int)(number * 0x9E3779B1), (short)number, (short)(number >> 16), BitConverter.GetBytes(number ^ 0x5DEECE66D));

    private static string FrameworkFrame(int depth, long number)
    {
        var (file, function) = (depth % 4) switch
        {
            0 => ("django/core/handlers/exception.py", "inner"),
            1 => ("django/core/handlers/base.py", "_get_response"),
            2 => ("django/utils/deprecation.py", "__call__"),
            _ => ("django/contrib/sessions/middleware.py", "process_request"),
        };
        return $$"""
            {"filename":"{{file}}","abs_path":"/usr/lib/python3/dist-packages/{{file}}","function":"{{function}}","module":"{{file[..^3].Replace('/', '.')}}",
            "lineno":{{40 + (depth * 7)}},
            "pre_context":["        return inner","    else:","        @wraps(get_response)","        def inner(request):","            try:"],
            "context_line":"                response = get_response(request)",
            "post_context":["            except Exception as exc:","                response = response_for_exception(request, exc)","            return response","        return inner",""],
            "vars":{"request":"<WSGIRequest: POST '/orders/{{number}}/pay/'>","exc":"ValueError('order {{number}} failed')",
            "get_response":"<bound method BaseHandler._get_response of <django.core.handlers.wsgi.WSGIHandler object at 0x7f{{number & 0xFFFFFFFF:x8}}10>>"},
            "in_app":true}
            """;
    }

    private static string ApplicationFrame(int stack, int depth, long number)
    {
        var module = $"shop.area{stack % Areas}.service{(stack / Areas) + depth}";
        var file = module.Replace('.', '/') + ".py";
        return $$"""
            {"filename":"{{file}}","abs_path":"/srv/shop/{{file}}","function":"step_{{stack}}_{{depth}}","module":"{{module}}","lineno":{{100 + (number % 3)}},
            "pre_context":["    def step_{{stack}}_{{depth}}(self, order, customer, lines, quantity=1):",
            "        \"\"\"Prices one line of an order and books it.\"\"\"",
            "        price = self.prices.for_customer(customer).of(order.sku)",
            "        if quantity > self.stock.available(order.sku):",
            "            raise OutOfStock(order.sku, quantity)"],
            "context_line":"        total = price * quantity + self.shipping.step_{{stack}}_{{depth + 1}}(order, lines)",
            "post_context":["        self.ledger.book(order.number, total, currency=customer.currency)","        logger.info('booked %s for %s', total, customer.number)","        return total","","    def undo(self, order):"],
            "vars":{"self":"<{{module}}.OrderService object at 0x7f{{(number * 31) & 0xFFFFFFFF:x8}}50>",
            "order":{"number":"{{number}}","sku":"'A-{{number % 977}}'","lines":["<Line: {{number % 13}} x 'A-{{number % 977}}'>","<Line: 1 x 'B-{{number % 811}}'>"],"status":"'open'","token":"'bench-token-{{number}}'"},
            "customer":{"number":"'{{number % People}}'","name":"'Ann Example'","email":"'customer{{number % People}}@example.org'","currency":"'EUR'"},
            "lines":"[<Line: {{number % 13}} x 'A-{{number % 977}}'>, <Line: 1 x 'B-{{number % 811}}'>]",
            "quantity":"{{number % 13}}","price":"Decimal('12.{{number % 100:00}}')","settings":"<shop.settings.Settings object at 0x7f4{{number & 0xFFFFFF:x6}}a0>"},
            "in_app":true}
            """;
    }

    private static string Query(int index, long number, DateTimeOffset time) => $$"""
        {"message":"SELECT \"shop_order\".\"id\", \"shop_order\".\"number\", \"shop_order\".\"customer_id\", \"shop_order\".\"status\", \"shop_order\".\"created\" FROM \"shop_order\" WHERE (\"shop_order\".\"customer_id\" = {{number % People}} AND \"shop_order\".\"status\" = 'open') ORDER BY \"shop_order\".\"created\" DESC LIMIT {{index + 1}}",
        "category":"query","data":{},"timestamp":"{{Rfc3339(time.AddMilliseconds(index - Queries))}}","type":"default"}
        """;

    private static string Request(long number) => $$"""
        "request":{"url":"https://shop.example.org/orders/{{number}}/pay/","query_string":"source=basket&session_token={{number:x12}}","method":"POST",
        "env":{"SERVER_NAME":"web-{{number % 8}}","SERVER_PORT":"8000","REMOTE_ADDR":"203.0.113.{{number % 250}}"},
        "headers":{"Content-Length":"99","Content-Type":"application/x-www-form-urlencoded","Host":"shop.example.org","Accept":"text/html,application/xhtml+xml",
        "Accept-Language":"en-GB,en;q=0.5","Cookie":"sessionid={{number:x16}}; csrftoken={{number * 7:x16}}","Referer":"https://shop.example.org/basket/",
        "X-Forwarded-For":"203.0.113.{{number % 250}}","User-Agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"},
        "cookies":{"sessionid":"{{number:x16}}","csrftoken":"{{number * 7:x16}}"},
        "data":{"csrfmiddlewaretoken":"{{number * 7:x16}}","card":"4242 4242 4242 4242","quantity":"{{number % 13}}","voucher":""}
        },
        "user":{"id":"{{number % People}}","email":"customer{{number % People}}@example.org","username":"customer{{number % People}}","ip_address":"203.0.113.{{number % 250}}"}
        """;

    private static string Surroundings(int stack, long number) => $$"""
        "transaction":"/orders/pay/","transaction_info":{"source":"route"},
        "contexts":{"trace":{"trace_id":"{{EventId(~number):N}}","span_id":"{{number ^ 0x1E3779B97F4A7C15:x16}}","parent_span_id":"{{number ^ 0x7F4A7C15:x16}}","op":"django.view","description":"shop.area{{stack % Areas}}.views.pay"},
        "runtime":{"name":"CPython","version":"3.11.2","build":"3.11.2 (main, Apr 28 2025, 14:11:48) [GCC 12.2.0]"}
        },
        "modules":{"django":"3.2.25","asgiref":"3.6.0","celery":"5.2.6","certifi":"2022.9.24","cryptography":"38.0.4","oauthlib":"3.2.2","pillow":"9.4.0","psycopg2":"2.9.5","pyjwt":"2.6.0",
        "pytz":"2022.7.1","redis":"4.3.4","requests":"2.28.1","sentry-sdk":"1.9.10","setuptools":"66.1.1","six":"1.16.0","sqlparse":"0.4.2","urllib3":"1.26.12"},
        "extra":{"sys.argv":["/usr/bin/gunicorn","shop.wsgi"]},"tags":{"plan":"business","region":"eu-{{number % 4}}"},
        "release":"shop@1.{{stack % 5}}.2","environment":"production","server_name":"web-{{number % 8}}",
        "sdk":{"name":"sentry.python","version":"1.9.10","packages":[{"name":"pypi:sentry-sdk","version":"1.9.10"}],
        "integrations":["argv","atexit","dedupe","django","excepthook","logging","modules","redis","stdlib","threading"]},"platform":"python"
        """;

    // Clients send no blanks between members; the texts above have them so that they can be read.
    private static string OneLine(string readable) => string.Concat(readable.Split('\n').Select(line => line.TrimStart()));

    private static string Rfc3339(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
