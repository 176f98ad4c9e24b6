using System.Net;
using Microsoft.Extensions.Time.Testing;
using Paddock.Accounts;

namespace Paddock.Tests.Accounts;

public sealed class SignInAttemptsTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_eleventh_try_for_an_account_waits()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 10; number++)
            Assert.Null(attempts.Begin("ann@example.org", Address(number)));
        Assert.Equal(TimeSpan.FromSeconds(30), attempts.Begin("ann@example.org", Here));
        Assert.Null(attempts.Begin("ben@example.org", Here));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(attempts.Begin("ann@example.org", Here));
        Assert.NotNull(attempts.Begin("ann@example.org", Here));
    }

    [Fact]
    public void The_thirty_first_try_from_an_address_waits()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 30; number++)
            Assert.Null(attempts.Begin($"user{number}@example.org", Here));
        Assert.Equal(TimeSpan.FromSeconds(10), attempts.Begin("ann@example.org", Here));
        Assert.Null(attempts.Begin("ann@example.org", Address(7)));
    }

    [Fact]
    public void Refused_tries_do_not_make_the_wait_longer()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 100; number++)
            attempts.Begin("ann@example.org", Address(number));
        Assert.Equal(TimeSpan.FromSeconds(30), attempts.Begin("ann@example.org", Here));
    }

    [Fact]
    public void Who_signs_in_often_is_not_slowed()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 100; number++)
        {
            Assert.Null(attempts.Begin("ann@example.org", Here));
            attempts.Succeeded("ann@example.org", Here);
        }
    }

    [Fact]
    public void A_network_of_IPv6_counts_as_one_address()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 30; number++)
            Assert.Null(attempts.Begin($"user{number}@example.org", IPAddress.Parse($"2001:db8::{number:x}")));
        Assert.NotNull(attempts.Begin("ann@example.org", IPAddress.Parse("2001:db8::ffff")));
        Assert.Null(attempts.Begin("ann@example.org", IPAddress.Parse("2001:db8:0:1::1")));
    }

    [Fact]
    public void Memory_stays_bounded_and_the_busiest_are_remembered()
    {
        var attempts = new SignInAttempts(_clock);
        for (var number = 0; number < 11; number++)
            attempts.Begin("ann@example.org", Address(number));
        for (var number = 0; number < 30_000; number++)
            attempts.Begin($"user{number}@example.org", Address(number));
        Assert.InRange(attempts.Known, 1, 10_001);
        Assert.NotNull(attempts.Begin("ann@example.org", Here));
    }

    private static IPAddress Address(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
