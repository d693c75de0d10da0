using DropZone.Intake;
using DropZone.Linux;
using DropZone.Logging;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

public sealed class ClaimGateTests
{
    private readonly SteppedClock _clock = new();
    private readonly EventRecorder _log = new();
    private readonly ClaimGate _gate;
    private long _free = 100;

    public ClaimGateTests() => _gate = new ClaimGate(new DiskSpace("/", 10, _ => _free, _clock, _log), _clock, _log);

    [Fact]
    public void A_failure_closes_it_for_a_second_and_is_logged_once_for_each_error()
    {
        _gate.IsOpen(null).ShouldBeTrue();
        foreach (var job in new[] { "a", "b", "c" })
        {
            _gate.Met(new LinuxException(SystemError.ReadOnly, "mkdir", $"/zone/working/orders/{job}"));
            _gate.IsOpen(null).ShouldBeFalse();
            _clock.Step(TimeSpan.FromSeconds(1));
            _gate.IsOpen(null).ShouldBeTrue();
        }

        _gate.Met(new LinuxException(SystemError.NoSpace, "mkdir", "/zone/working/orders/d"));
        _gate.Passed();
        _gate.Passed();
        Logged().ShouldBe([nameof(Events.ClaimsPaused), nameof(Events.ClaimsPaused), nameof(Events.ClaimsResumed)]);
    }

    [Fact]
    public void While_no_job_comes_through_one_claim_is_let_through_after_pauses_that_double()
    {
        foreach (var pause in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            _gate.IsOpen("EIO").ShouldBeTrue();
            _gate.IsNarrow.ShouldBeTrue();
            _gate.Passed(); // a claim says nothing of the jobs
            _gate.IsOpen("EIO").ShouldBeFalse();
            _clock.Step(TimeSpan.FromSeconds(pause - 0.1));
            _gate.IsOpen("EIO").ShouldBeFalse();
            _clock.Step(TimeSpan.FromSeconds(0.1));
        }

        _gate.IsOpen("EIO").ShouldBeTrue();
        _gate.IsOpen(null).ShouldBeTrue("at once when a job has passed");
        _gate.IsNarrow.ShouldBeFalse();
        Logged().ShouldBe([nameof(Events.ClaimsPaused), nameof(Events.ClaimsResumed)]);
    }

    [Fact]
    public void Without_room_on_the_disk_it_is_closed()
    {
        _free = 5;
        _gate.IsOpen(null).ShouldBeFalse();
        _free = 100;
        _clock.Step(TimeSpan.FromSeconds(1));
        _gate.IsOpen(null).ShouldBeTrue();
    }

    private IEnumerable<string> Logged() => _log.Names;
}
