using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class SentryAuthTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("Sentry sentry_key=0123456789abcdef0123456789abcdef, sentry_version=7, sentry_client=sentry.python/1.9.10", "sentry.python/1.9.10")]
    [InlineData("Sentry sentry_version=7,sentry_client=sentry.dotnet/6.12.1,sentry_key=0123456789abcdef0123456789abcdef", "sentry.dotnet/6.12.1")]
    [InlineData("sentry sentry_timestamp=1.5, sentry_key=\"0123456789abcdef0123456789abcdef\", sentry_secret=fedcba98765432100123456789abcdef", null)]
    [InlineData("sentry_key=0123456789ABCDEF0123456789ABCDEF", null)]
    public void The_sentry_header_in_every_order_and_spacing(string header, string? client)
    {
        Assert.True(SentryAuth.TryRead(header, null, null, out var auth));
        Assert.Equal(new SentryAuth(Key, client), auth);
    }

    [Theory]
    [InlineData("Sentry sentry_key=0123456789abcdef0123456789abcdef,sentry_version=7")]
    [InlineData("Bearer 0123456789abcdef0123456789abcdef")]
    [InlineData("bearer 0123456789abcdef0123456789abcdef")]
    [InlineData("ApiKey 0123456789abcdef0123456789abcdef")]
    [InlineData("Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY6")]
    [InlineData("Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    [InlineData("Basic c2VudHJ5OjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm")]
    public void The_authorization_header_in_every_scheme(string header)
    {
        Assert.True(SentryAuth.TryRead(null, header, null, out var auth));
        Assert.Equal(Key, auth.Key);
    }

    [Theory]
    [InlineData("?sentry_version=7&sentry_key=0123456789abcdef0123456789abcdef&sentry_client=sentry.javascript.node%2F11.12.0", "sentry.javascript.node/11.12.0")]
    [InlineData("sentry_key=0123456789abcdef0123456789abcdef", null)]
    public void The_query_string(string query, string? client)
    {
        Assert.True(SentryAuth.TryRead(null, null, query, out var auth));
        Assert.Equal(new SentryAuth(Key, client), auth);
    }

    [Fact]
    public void A_header_without_a_key_leaves_the_next_form_its_turn()
    {
        Assert.True(SentryAuth.TryRead("Sentry sentry_version=7", "Basic !!", "?sentry_key=" + Key, out var auth));
        Assert.Equal(Key, auth.Key);
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData("", "", "", false)]
    [InlineData("Sentry sentry_version=7", "Bearer x", "?sentry_key=", false)]
    [InlineData("Sentry sentry_key=short", "Bearer x", "?sentry_key=", true)]
    [InlineData("Sentry sentry_key=g123456789abcdef0123456789abcdef", "Basic", "?key=0123456789abcdef0123456789abcdef", true)]
    [InlineData(null, "Sentry sentry_key=0123456789abcdef0123456789abcdef0", null, true)]
    [InlineData(null, null, "?sentry_key=public", true)]
    public void No_key_is_no_auth_and_a_bad_one_is_said_to_be(string? sentry, string? authorization, string? query, bool isBad)
    {
        Assert.False(SentryAuth.TryRead(sentry, authorization, query, out var auth));
        Assert.Equal((null, isBad), (auth.Key, auth.HasBadKey));
    }

    [Theory]
    [InlineData("https://0123456789abcdef0123456789abcdef@paddock.example/3", "3")]
    [InlineData("http://0123456789abcdef0123456789abcdef:secret@paddock.example:8000/under/a/path/42", null, true)]
    [InlineData("http://0123456789abcdef0123456789abcdef@paddock.example:8000/under/a/path/42", "42")]
    [InlineData("https://paddock.example/3", null)]
    [InlineData("https://0123456789abcdef0123456789abcdef@paddock.example/", null)]
    [InlineData("nonsense", null)]
    [InlineData(null, null)]
    [InlineData("https://public@paddock.example/3", null, true)]
    public void A_dsn_holds_key_and_project(string? dsn, string? project, bool isBad = false)
    {
        Assert.Equal(project is not null, SentryAuth.TryReadDsn(dsn, out var auth, out var found));
        Assert.Equal(isBad, auth.HasBadKey);
        if (project is not null)
            Assert.Equal((Key, project), (auth.Key, found));
    }
}
