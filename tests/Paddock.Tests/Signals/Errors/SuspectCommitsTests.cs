using System.Text.Json;
using Paddock.Database.Rows;
using Paddock.Signals.Errors.Releases;

namespace Paddock.Tests.Signals.Errors;

/// <summary>Which commits are suspected, by the frames of the languages as their SDKs send them; and which issues a commit's message says it mends.</summary>
public sealed class SuspectCommitsTests
{
    [Theory]
    [InlineData("""{"filename":"shop/views.py","abs_path":"/srv/app/shop/views.py"}""", "shop/views.py", true)]
    [InlineData("""{"filename":"shop/views.py"}""", "backend/shop/views.py", true)]
    [InlineData("""{"abs_path":"/srv/app/shop/views.py"}""", "shop/views.py", true)]
    [InlineData("""{"filename":"shop/views.py"}""", "views.py", false)]
    [InlineData("""{"filename":"views.py"}""", "shop/views.py", false)]
    [InlineData("""{"filename":"manage.py"}""", "manage.py", true)]
    [InlineData("""{"filename":"shop/views.py"}""", "workshop/views.py", false)]
    [InlineData("""{"filename":"webpack://shop/./src/cart.ts?1a2b"}""", "web/src/cart.ts", true)]
    [InlineData("""{"filename":"app:///static/js/cart.js"}""", "static/js/cart.js", true)]
    [InlineData("""{"filename":"https://shop.example.org/static/js/cart.js?v=3"}""", "assets/static/js/cart.js", true)]
    [InlineData("""{"filename":"C:\\build\\Shop\\Cart.cs"}""", "src/Shop/Cart.cs", false)]
    [InlineData("""{"filename":"C:\\build\\Shop\\Cart.cs"}""", "Shop/Cart.cs", true)]
    [InlineData("""{"filename":"Cart.java","module":"com.shop.Cart"}""", "src/main/java/com/shop/Cart.java", true)]
    [InlineData("""{"filename":"Cart.java","module":"com.shop.Cart"}""", "src/main/java/com/depot/Cart.java", false)]
    [InlineData("""{"filename":"<anonymous>"}""", "shop/views.py", false)]
    [InlineData("""{"filename":7,"abs_path":null}""", "shop/views.py", false)]
    public void A_frame_is_of_a_file(string frame, string file, bool isSame) =>
        Assert.Equal(isSame, SourcePath.IsSame(SourcePath.Of(JsonDocument.Parse(frame).RootElement), SourcePath.Parts(file)));

    [Fact]
    public void The_nearest_to_the_error_comes_first_and_among_equals_the_newest()
    {
        const string stack = """
            {"exceptions": [
                {"type": "KeyError", "frames": [{"filename": "shop/stock.py", "function": "reserve", "lineno": 3, "in_app": true}]},
                {"type": "CheckoutError", "frames": [
                    {"filename": "django/core/handlers/base.py", "function": "get_response", "in_app": false},
                    {"filename": "shop/views.py", "function": "checkout", "lineno": 40, "in_app": true},
                    {"filename": "shop/cart.py", "function": "total", "lineno": 12, "in_app": true}]}
            ]}
            """;
        ReleaseCommitRow[] commits = [Commit("ddd", "shop/stock.py\nREADME.md"), Commit("ccc", "shop/views.py"), Commit("bbb", "django/core/handlers/base.py"), Commit("aaa", "shop/cart.py\nshop/views.py")];
        var suspects = SuspectCommits.Of(stack, commits);
        Assert.Equal([("aaa", "shop/cart.py", "total", 12, 1), ("ccc", "shop/views.py", "checkout", 40, 2), ("ddd", "shop/stock.py", "reserve", 3, 3)], suspects.Select(static suspect => (suspect.Commit.Sha, suspect.File, suspect.Function, suspect.Line, suspect.Frame)));
        Assert.All(suspects, static suspect => Assert.Equal(3, suspect.Frames));
        Assert.Empty(SuspectCommits.Of("", commits));
        Assert.Empty(SuspectCommits.Of(stack, []));
        Assert.Empty(SuspectCommits.Of("""{"exceptions": [{"type": "KeyError"}], "threads": []}""", commits));
    }

    [Theory]
    [InlineData("Fixes PADDOCK-12", 12)]
    [InlineData("Carts of those who only look\n\nfixed: paddock-7, PADDOCK-8 and PADDOCK-9", 7, 8, 9)]
    [InlineData("resolves PADDOCK-3 & PADDOCK-4, and closes PADDOCK-3", 3, 4)]
    [InlineData("See PADDOCK-12")]
    [InlineData("Prefixes PADDOCK-12")]
    [InlineData("Fixes #12")]
    [InlineData("Fixes PADDOCK-0, PADDOCK-99999999999999")]
    public void A_message_says_what_it_mends(string message, params int[] issues) => Assert.Equal(issues.Select(static issue => (uint)issue), CommitFixes.IssuesOf(message));

    private static ReleaseCommitRow Commit(string sha, string files) =>
        new() { ReleaseId = 1, Number = 0, Sha = sha, Repository = "", Author = "Ann", Email = "ann@example.org", Message = "", Files = files };
}
