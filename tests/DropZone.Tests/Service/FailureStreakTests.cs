using DropZone.Jobs;
using DropZone.Service;
using DropZone.Spool.Names;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Service;

public sealed class FailureStreakTests
{
    private static readonly JobResult Trouble = new JobResult.Deferred("EIO") { IsOfMachine = true };
    private readonly FailureStreak _streak = new(3);

    [Fact]
    public void Several_jobs_in_trouble_are_a_streak_until_one_passes()
    {
        Note(1, Trouble);
        Note(2, Trouble);
        _streak.Reason.ShouldBeNull();
        Note(3, Trouble);
        _streak.Reason.ShouldBe("EIO");
        Note(2, new JobResult.Archived(default, ""));
        _streak.Reason.ShouldBeNull();
        Note(3, Trouble);
        _streak.Reason.ShouldBeNull("it begins anew");
    }

    [Fact]
    public void One_job_in_trouble_again_and_again_is_none()
    {
        for (var time = 0; time < 10; time++)
            Note(1, Trouble);
        _streak.Reason.ShouldBeNull();
    }

    [Fact]
    public void What_a_single_job_waits_for_neither_makes_nor_ends_one()
    {
        for (var number = 0; number < 5; number++)
            Note(number, new JobResult.Deferred("the same content is under way"));
        _streak.Reason.ShouldBeNull();
        for (var number = 0; number < 5; number++)
            Note(number, Trouble);
        Note(9, new JobResult.StillWritten());
        Note(9, new JobResult.Deferred("the same content is under way"));
        _streak.Reason.ShouldBe("EIO");
    }

    private void Note(int number, JobResult end) =>
        _streak.Note(JobName.New(DateTimeOffset.UnixEpoch, new Random(number), $"{number}.csv"), end);
}
