using System.Text.Json;

namespace Paddock.Testing;

/// <summary>Two modules of TypeScript, bundled and minified by esbuild, in a folder of their own, and an error that really happened in them under Node.</summary>
internal sealed class MinifiedShop : IDisposable
{
    private const string Script = """
        (()=>{function n(t){return r(t)*1.19}function r(t){return t.items.reduce((e,u)=>e+u,0)}function o(){n({items:null})}o();})();
        //# sourceMappingURL=app.min.js.map

        """;

    private const string Map = """
        {"version":3,"sources":["../src/cart.ts","../src/main.ts"],
        "sourcesContent":["export function checkout(cart: { items: number[] | null }): number {\n  const total = sum(cart);\n  return total * 1.19;\n}\n\nfunction sum(cart: { items: number[] | null }): number {\n  // The cart of somebody who only looked is null here.\n  return cart.items!.reduce((total, price) => total + price, 0);\n}\n","import { checkout } from \"./cart\";\n\nexport function pressed(): void {\n  checkout({ items: null });\n}\n\npressed();\n"],
        "mappings":"MAAO,SAASA,EAASC,EAA0C,CAEjE,OADcC,EAAID,CAAI,EACP,IACjB,CAEA,SAASC,EAAID,EAA0C,CAErD,OAAOA,EAAK,MAAO,OAAO,CAACE,EAAOC,IAAUD,EAAQC,EAAO,CAAC,CAC9D,CCNO,SAASC,GAAgB,CAC9BC,EAAS,CAAE,MAAO,IAAK,CAAC,CAC1B,CAEAD,EAAQ",
        "names":["checkout","cart","sum","total","price","pressed","checkout"]}
        """;

    private static readonly (string Function, int Column)[] Frames = [("?", 117), ("o", 101), ("n", 28), ("r", 67)];

    public MinifiedShop()
    {
        Directory.CreateDirectory(Build);
        File.WriteAllText(Path.Combine(Build, "app.min.js"), Script);
        File.WriteAllText(Path.Combine(Build, "app.min.js.map"), Map);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("paddock-shop-").FullName;

    public string Build => Path.Combine(Folder, "dist");

    /// <summary>The id that `sentry-cli sourcemaps inject` wrote into the script.</summary>
    public string DebugId => File.ReadAllText(Path.Combine(Build, "app.min.js")).Split("debugId=")[1].Trim();

    /// <summary>The error as @sentry/browser sends it, in an envelope.</summary>
    public byte[] Envelope(string? debugId = null, string? release = null, string? distribution = null, string url = "https://shop.example.org/app.min.js")
    {
        // What is injected stands on lines before the code.
        var line = 1 + Array.FindIndex(File.ReadAllLines(Path.Combine(Build, "app.min.js")), static text => text.StartsWith("(()=>{function n", StringComparison.Ordinal));
        var happened = new
        {
            event_id = Guid.NewGuid().ToString("n"),
            timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0,
            platform = "javascript",
            release,
            dist = distribution,
            sdk = new { name = "sentry.javascript.browser", version = "11.12.0" },
            exception = new
            {
                values = new[]
                {
                    new
                    {
                        type = "TypeError",
                        value = "Cannot read properties of null (reading 'reduce')",
                        mechanism = new { type = "auto.browser.global_handlers.onerror", handled = false },
                        stacktrace = new { frames = Frames.Select(frame => new { filename = url, function = frame.Function, in_app = true, lineno = line, colno = frame.Column }) },
                    },
                },
            },
            debug_meta = debugId is null ? null : new { images = new[] { new { type = "sourcemap", code_file = url, debug_id = debugId } } },
        };
        return System.Text.Encoding.UTF8.GetBytes($"{{}}\n{{\"type\":\"event\"}}\n{JsonSerializer.Serialize(happened)}\n");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
