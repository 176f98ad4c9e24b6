using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

/// <summary>What real clients sent beside errors, and what becomes of it.</summary>
public sealed class ItemCorpusTests
{
    public static TheoryData<string> EnvelopeCases => [.. Corpus.EnvelopeCases];

    [Theory]
    [MemberData(nameof(EnvelopeCases))]
    public async Task Every_record_is_read_and_no_secret_is_left(string name)
    {
        var records = ItemRecords.Of(await Corpus.ItemsAsync(name), Events.Context);
        Assert.Equal(0, records.Bad);
        Assert.All(records.Unread, type => Assert.Contains(type, (string[])["event", "client_report", "profile"]));
        foreach (var record in records.Good)
        {
            foreach (var secret in new[] { "corpus-", "Y29ycHVz", "203.0.113.9", "4242 4242", "42424242", "4242-4242" })
                Assert.DoesNotContain(secret, record, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("sentry-python-1.9.10/transaction-with-profile", 14, "Op=http.server; Kind=server; Status=ok; Transaction=/orders/{number}/; Route=/orders/{number}/; Url=http://127.0.0.1:18919/orders/17/; UrlPath=/orders/17/; HttpMethod=GET; HttpStatus=200;")]
    [InlineData("sentry-python-1.9.10/transaction-with-profile", 14, "Op=db; Kind=client; Status=; Transaction=/orders/{number}/; Route=/orders/{number}/; Url=; UrlPath=; HttpMethod=; HttpStatus=0; DbSystem=; DbStatement=SELECT * FROM orders WHERE id = ? AND token = ?;")]
    [InlineData("sentry-python-1.9.10/transaction-of-an-error", 6, "Status=internal_error; Transaction=/broken/; Route=/broken/;")]
    [InlineData("sentry-python-1.9.10/sessions", 2, "Status=Exited; Quantity=2;")]
    [InlineData("sentry-python-1.9.10/sessions", 2, "Status=Crashed; Quantity=1;")]
    [InlineData("sentry-python-2.68.0/transaction", 6, "Op=http.server; Kind=server; Status=ok; Transaction=/orders/{number}/; Route=/orders/{number}/;")]
    [InlineData("sentry-python-2.68.0/transaction", 6, "DbStatement=SELECT * FROM orders WHERE id = ? AND token = ?;")]
    [InlineData("sentry-python-2.68.0/spans", 6, "Route=/orders/{number}/;")]
    [InlineData("sentry-python-2.68.0/spans-of-uploads", 4, "Op=http.client;")]
    [InlineData("sentry-python-2.68.0/logs", 2, "Severity=warning; SeverityNumber=13; Message=stock of A-1 is 3, password=[Filtered]; Template=stock of %s is %d, password=[Filtered];")]
    [InlineData("sentry-python-2.68.0/metrics", 2, "Name=basket.value; Kind=Distribution; Value=17.5; Unit=euro;")]
    [InlineData("sentry-python-2.68.0/sessions", 1, "Status=Exited; Quantity=1;")]
    [InlineData("sentry-python-2.68.0/check-in-end", 1, "Monitor=nightly-import; Status=Ok;")]
    [InlineData("sentry-python-2.68.0/event-with-attachment", 1, "Name=basket.csv; ContentType=text/csv;")]
    [InlineData("sentry-node-11.12.0/spans", 6, "IsRoot=True; Name=GET; Op=http.server; Kind=server; Status=ok; Transaction=GET; Route=; Url=http://127.0.0.1:18933/orders/17?token=[Filtered]&page=2; UrlPath=/orders/17; HttpMethod=GET; HttpStatus=200;")]
    [InlineData("sentry-node-11.12.0/spans", 6, "SampleRate=0.5;")]
    [InlineData("sentry-node-11.12.0/spans", 6, "DbSystem=postgresql; DbStatement=SELECT * FROM orders WHERE id = ? AND api_key = ?;")]
    [InlineData("sentry-node-11.12.0/transaction", 3, "Transaction=GET /orders/17; Route=; Url=http://127.0.0.1:18933/orders/17?token=[Filtered]&page=2; UrlPath=/orders/17; HttpMethod=GET; HttpStatus=200;")]
    [InlineData("sentry-node-11.12.0/logs", 6, "Severity=warning; SeverityNumber=13; Message=stock of A-1 is 3, token=[Filtered]; Template=stock of %s is %s, token=%s;")]
    [InlineData("sentry-node-11.12.0/logs", 6, "Message=payment failed with card [Filtered];")]
    [InlineData("sentry-node-11.12.0/metrics", 6, "Name=checkout.time; Kind=Distribution; Value=187.5; Unit=millisecond; Attributes=route: /checkout;")]
    [InlineData("sentry-node-11.12.0/check-in-begin", 1, "Monitor=nightly-import; Status=InProgress; Duration=; Environment=staging; Release=shop-api@2.0.1;")]
    [InlineData("sentry-node-11.12.0/check-in-end", 1, "Monitor=nightly-import; Status=Ok; Duration=00:00:12.3000000;")]
    [InlineData("sentry-node-11.12.0/feedback-with-attachment", 2, "Message=The pay button does nothing; password: [Filtered] and my card [Filtered]; ContactEmail=ann@example.org; Name=Ann;")]
    [InlineData("sentry-node-11.12.0/feedback-with-attachment", 2, "Name=screen.txt; ContentType=application/octet-stream; Type=event.attachment;")]
    [InlineData("sentry-node-11.12.0/event-with-attachments", 2, "Name=basket.json; ContentType=application/json;")]
    [InlineData("sentry-browser-11.12.0/transaction", 19, "Op=pageload; Kind=internal; Status=ok; Transaction=/products/17; Route=; Url=http://127.0.0.1:18913/products/17?page=2; UrlPath=/products/17;")]
    [InlineData("sentry-browser-11.12.0/transaction", 19, "measurements.lcp: 104")]
    [InlineData("sentry-browser-11.12.0/metrics", 2, "Name=basket.value; Kind=Distribution; Value=17.5; Unit=euro;")]
    [InlineData("sentry-browser-11.12.0/feedback", 1, "Url=http://127.0.0.1:18913/products/17?page=2;")]
    [InlineData("sentry-dotnet-6.12.1/transaction", 3, "Op=http.server; Kind=server; Status=not_found; Transaction=GET /orders/{id}; Route=; Url=; UrlPath=; HttpMethod=GET;")]
    [InlineData("sentry-dotnet-6.12.1/transaction", 3, "measurements.rows: 17")]
    [InlineData("sentry-dotnet-6.12.1/logs", 2, "Severity=info; SeverityNumber=9; Message=order 17 placed, password=[Filtered];")]
    [InlineData("sentry-dotnet-6.12.1/session", 1, "Status=Ok; Quantity=1; Errors=0; IsFirst=True;")]
    [InlineData("sentry-dotnet-6.12.1/session-end", 1, "Status=Errored; Quantity=1; Errors=1; IsFirst=False; Sequence=2;")]
    public async Task The_records(string name, int count, string expected)
    {
        var items = await Corpus.ItemsAsync(name);
        Assert.True(EnvelopeReader.TryOpen(await Corpus.BodyAsync(name), out var reader));
        var records = ItemRecords.Of(items, Events.Context with { SentAt = reader.Header.SentAt, SampleRate = reader.Header.SampleRate });
        Assert.Equal(count, records.Good.Count);
        Assert.Contains(records.Good, record => record.Contains(expected, StringComparison.Ordinal));
    }
}
