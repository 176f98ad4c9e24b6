using System.Net;
using Microsoft.Extensions.Time.Testing;
using Paddock.Accounts;

namespace Paddock.Tests.Accounts;

public sealed class SignInAttemptsTests
{
    private const string Ann = "ann@example.org";
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_eleventh_try_for_an_account_from_one_address_waits()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 10; number++)
            Assert.Null(attempts.Begin(Ann, Here, false));
        Assert.Equal(TimeSpan.FromSeconds(30), attempts.Begin(Ann, Here, false));
        Assert.Null(attempts.Begin("ben@example.org", Here, false));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(attempts.Begin(Ann, Here, false));
        Assert.NotNull(attempts.Begin(Ann, Here, false));
    }

    [Fact]
    public void The_thirty_first_try_from_an_address_waits()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 30; number++)
            Assert.Null(attempts.Begin($"user{number}@example.org", Here, false));
        Assert.Equal(TimeSpan.FromSeconds(10), attempts.Begin(Ann, Here, false));
        Assert.Null(attempts.Begin(Ann, Address(7), false));
    }

    [Fact]
    public void Tries_from_everywhere_are_slowed_but_never_where_the_person_comes_from()
    {
        var attempts = new SignInAttempts(_clock);
        var home = Address(1_000_000);
        Assert.Null(attempts.Begin(Ann, home, false));
        attempts.Succeeded(Ann, home);
        for (var number = 0; number < 100; number++)
            Assert.Null(attempts.Begin(Ann, Address(number), false));
        Assert.Equal(TimeSpan.FromSeconds(30), attempts.Begin(Ann, Address(100), false));
        Assert.Null(attempts.Begin("ben@example.org", Address(100), false));
        Assert.Null(attempts.Begin(Ann, home, false));
        Assert.Null(attempts.Begin(Ann, Here, hasOpenSession: true));
        Assert.NotNull(attempts.Begin(Ann, Here, false));
        for (var number = 1; number < 10; number++)
            Assert.Null(attempts.Begin(Ann, home, false));
        Assert.NotNull(attempts.Begin(Ann, home, false));
    }

    [Fact]
    public void Refused_tries_do_not_make_the_wait_longer()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 300; number++)
            attempts.Begin(Ann, Address(number), false);
        Assert.Equal(TimeSpan.FromSeconds(30), attempts.Begin(Ann, Here, false));
    }

    [Fact]
    public void Who_signs_in_often_is_not_slowed()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 200; number++)
        {
            Assert.Null(attempts.Begin(Ann, Address(number), false));
            attempts.Succeeded(Ann, Address(number));
        }
    }

    [Fact]
    public void A_network_of_IPv6_counts_as_one_address()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 30; number++)
            Assert.Null(attempts.Begin($"user{number}@example.org", IPAddress.Parse($"2001:db8::{number:x}"), false));
        Assert.NotNull(attempts.Begin(Ann, IPAddress.Parse("2001:db8::ffff"), false));
        Assert.Null(attempts.Begin(Ann, IPAddress.Parse("2001:db8:0:1::1"), false));
    }

    [Fact]
    public void Memory_stays_bounded_whatever_is_typed_and_the_busiest_are_remembered()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 101; number++)
            attempts.Begin(Ann, Address(number), false);
        for (var number = 0; number < 50_000; number++)
            attempts.Begin($"user{number}@example.org", Address(number), false);
        Assert.InRange(attempts.Known, 1, 30_000);
        Assert.NotNull(attempts.Begin(Ann, Here, false));
    }

    private static IPAddress Address(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
