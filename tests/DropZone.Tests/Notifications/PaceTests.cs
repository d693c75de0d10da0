using DropZone.Notifications;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Notifications;

public sealed class PaceTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_first_ten_are_sent_individually_and_the_rest_together_after_the_window()
    {
        var pace = new Pace(Window, _clock);
        for (var i = 0; i < Pace.MaxSingle; i++)
        {
            pace.Wait.ShouldBe(TimeSpan.Zero);
            pace.IsTogether.ShouldBeFalse();
            pace.Count();
        }

        pace.Wait.ShouldBe(Window);
        _clock.Advance(Window - TimeSpan.FromSeconds(1));
        pace.Wait.ShouldBe(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        pace.Wait.ShouldBe(TimeSpan.Zero);
        pace.IsTogether.ShouldBeTrue();
        pace.Count();
        pace.IsTogether.ShouldBeFalse();
    }

    [Fact]
    public void A_window_below_the_limit_leaves_no_digest()
    {
        var pace = new Pace(Window, _clock);
        for (var i = 0; i < 3 * Pace.MaxSingle; i++)
        {
            pace.Wait.ShouldBe(TimeSpan.Zero);
            pace.IsTogether.ShouldBeFalse();
            pace.Count();
            _clock.Advance(Window / 5);
        }
    }
}
