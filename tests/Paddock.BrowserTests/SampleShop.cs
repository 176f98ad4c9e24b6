using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>samples/django-shop on Debian's Django 3.2 and sentry-sdk 1.9, as an owner of such a site runs it.</summary>
internal sealed class SampleShop : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _database;

    private readonly ConcurrentQueue<string> _said = new();

    private SampleShop(Process process, string database, Uri url)
    {
        (_process, _database, Url) = (process, database, url);
        // Its tracebacks are expected: they are told only when the shop does not start.
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Url { get; }

    public static async Task<SampleShop> StartAsync(string dsn)
    {
        var database = Path.Combine(Path.GetTempPath(), $"shop-{Guid.NewGuid():n}.sqlite3");
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var address = port.LocalEndpoint.ToString()!;
        port.Stop();
        var start = new ProcessStartInfo(Path.Combine(PaddockProcess.RepositoryRoot, "samples", "django-shop", "run"), [address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SENTRY_DSN"] = dsn, ["SHOP_DATABASE"] = database, ["PYTHONDONTWRITEBYTECODE"] = "1" },
        };
        var shop = new SampleShop(Process.Start(start)!, database, new Uri($"http://{address}"));
        using var http = new HttpClient();
        await Eventually.TrueAsync(async () => (await http.GetAsync(shop.Url)).IsSuccessStatusCode, () => "the shop did not start: " + string.Join('\n', shop._said));
        return shop;
    }

    /// <summary>As the customer of the fixture, number 1.</summary>
    public async Task SignInAsync(IPage customer)
    {
        await customer.GotoAsync(new Uri(Url, "/sign-in/").ToString());
        await customer.GetByLabel("Name").FillAsync("ann");
        await customer.GetByLabel("Password").FillAsync("paddock-sample");
        await customer.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(customer.GetByText("Sign out")).ToBeVisibleAsync();
    }

    /// <summary>Orders one product. Of things on sale alone, or to a country without a shipping rate, the shop breaks; a voucher is logged as an error.</summary>
    public async Task OrderAsync(IPage customer, string product, string country = "DE", string voucher = "")
    {
        await customer.GotoAsync(new Uri(Url, $"/product/{product}/").ToString());
        await customer.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await customer.GetByLabel("Country").FillAsync(country);
        await customer.GetByLabel("Voucher").FillAsync(voucher);
        await customer.GetByLabel("Card number").FillAsync("4111111111111111");
        await customer.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();
        await Assertions.Expect(customer.GetByText("Server Error").Or(customer.GetByText("Thank"))).ToBeVisibleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_database);
    }
}
