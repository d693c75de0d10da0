using DropZone.Jobs;
using DropZone.Service;
using DropZone.Spool.Names;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Service;

public sealed class FailureStreakTests
{
    private static readonly JobResult DiskFailure = new JobResult.Deferred("EIO") { IsOfMachine = true };
    private readonly FailureStreak _streak = new(3);

    [Fact]
    public void Failures_of_several_jobs_are_a_streak_until_one_passes()
    {
        Note(1, DiskFailure);
        Note(2, DiskFailure);
        _streak.Reason.ShouldBeNull();
        Note(3, DiskFailure);
        _streak.Reason.ShouldBe("EIO");
        Note(2, new JobResult.Archived(default, ""));
        _streak.Reason.ShouldBeNull();
        Note(3, DiskFailure);
        _streak.Reason.ShouldBeNull("the count restarts");
    }

    [Fact]
    public void Repeated_failures_of_one_job_are_no_streak()
    {
        for (var time = 0; time < 10; time++)
            Note(1, DiskFailure);
        _streak.Reason.ShouldBeNull();
    }

    [Fact]
    public void A_job_that_waits_for_another_neither_starts_nor_ends_a_streak()
    {
        for (var number = 0; number < 5; number++)
            Note(number, new JobResult.Deferred("an active job has the same content"));
        _streak.Reason.ShouldBeNull();
        for (var number = 0; number < 5; number++)
            Note(number, DiskFailure);
        Note(9, new JobResult.StillWritten());
        Note(9, new JobResult.Deferred("an active job has the same content"));
        _streak.Reason.ShouldBe("EIO");
    }

    private void Note(int number, JobResult end) =>
        _streak.Note(JobName.New(DateTimeOffset.UnixEpoch, new Random(number), $"{number}.csv"), end);
}
