using System.Text.Json;
using Microsoft.Playwright;
using Paddock.Testing;

namespace Paddock.BrowserTests;

/// <summary>axe-core over a page as it stands: nothing serious or critical.</summary>
internal static class Axe
{
    private static readonly string Script = File.ReadAllText(Path.Combine(PaddockProcess.RepositoryRoot, "web", "node_modules", "axe-core", "axe.min.js"));

    public static async Task AssertCleanAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>("axe.run().then(result => result.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))");
        Assert.True(found.GetArrayLength() == 0, $"{page.Url}\n{found}");
    }
}
