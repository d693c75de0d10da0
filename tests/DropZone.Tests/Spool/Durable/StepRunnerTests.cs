using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Faults;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Durable;

/// <summary>Steps are taken, left out or fail one by one; a file is replaced as a whole or not at all.</summary>
public sealed class StepRunnerTests : IDisposable
{
    private static readonly ReplacingSteps Recording = new(DurableStep.WriteState, DurableStep.SyncState, DurableStep.NameState);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_step_that_a_fault_leaves_out_is_not_taken_and_not_refused()
    {
        var runner = new StepRunner(FaultPlan.Parse("skip deliver")!);
        runner.Do(DurableStep.Deliver, () => throw new InvalidOperationException());
        runner.TryMove(DurableStep.Deliver, _folder.At("missing"), _folder.At("new")).ShouldBe(SystemError.None);
        runner.TryMove(DurableStep.Archive, _folder.At("missing"), _folder.At("new")).ShouldBe(SystemError.NotFound);
    }

    [Theory]
    [InlineData("fail write-state EIO")]
    [InlineData("fail sync-state EIO")]
    [InlineData("fail name-state EIO")]
    public void A_replaced_file_stays_whole_whichever_step_fails(string fault)
    {
        File.WriteAllText(_folder.At("a"), "old");
        var runner = new StepRunner(FaultPlan.Parse(fault)!);
        Should.Throw<LinuxException>(() => Replace("new"));
        File.ReadAllText(_folder.At("a")).ShouldBe("old");
        Replace("newer");
        File.ReadAllText(_folder.At("a")).ShouldBe("newer");

        void Replace(string text) => runner.Replace(Recording, _folder.At("a.part"), _folder.At("a"), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Chosen_entries_are_removed_and_others_stay()
    {
        File.WriteAllText(_folder.At("a.part"), "");
        Directory.CreateDirectory(_folder.At("b.part/inside"));
        File.WriteAllText(_folder.At("report.txt"), "");
        File.WriteAllText(_folder.At("delivery.csv"), "");
        new StepRunner(NoFaults.Instance).Discard(_folder.Path, StepRunner.IsPartOrReport);
        Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).ShouldBe(["delivery.csv"]);
    }
}
