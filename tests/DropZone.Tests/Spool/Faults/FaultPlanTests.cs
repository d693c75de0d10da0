using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Faults;

public sealed class FaultPlanTests
{
    [Fact]
    public void A_step_fails_once_by_its_number()
    {
        var plan = FaultPlan.Parse("fail 2 ENOSPC")!;
        plan.Take(DurableStep.Claim).ShouldBeTrue();
        Should.Throw<LinuxException>(() => plan.Take(DurableStep.SyncJob)).Error.ShouldBe(SystemError.NoSpace);
        plan.Take(DurableStep.SyncJob).ShouldBeTrue();
    }

    [Fact]
    public void A_step_is_left_out_by_its_name_every_time()
    {
        var plan = FaultPlan.Parse("skip sync-job")!;
        plan.Take(DurableStep.SyncJob).ShouldBeFalse();
        plan.Take(DurableStep.SyncOutput).ShouldBeTrue();
        plan.Take(DurableStep.SyncJob).ShouldBeFalse();
    }

    [Fact]
    public void Several_faults_count_the_same_steps()
    {
        var plan = FaultPlan.Parse("fail 1 EIO, skip 2, fail sync-job EROFS")!;
        Should.Throw<LinuxException>(() => plan.Take(DurableStep.Claim)).Error.ShouldBe(SystemError.DeviceFailed);
        plan.Take(DurableStep.SyncOutput).ShouldBeFalse();
        Should.Throw<LinuxException>(() => plan.Take(DurableStep.SyncJob)).Error.ShouldBe(SystemError.ReadOnly);
        plan.Take(DurableStep.SyncJob).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("fail 1,")]
    [InlineData("exit")]
    [InlineData("exit sync-everything")]
    [InlineData("explode 3")]
    [InlineData("fail 3 EWHATEVER")]
    public void Other_words_are_not_a_plan(string words) => FaultPlan.Parse(words).ShouldBeNull();
}
