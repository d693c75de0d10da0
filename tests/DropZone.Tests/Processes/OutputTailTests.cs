using System.Text;
using DropZone.Linux.Processes;
using DropZone.Processes;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Processes;

public sealed class OutputTailTests
{
    [Fact]
    public void An_empty_pipe_has_an_empty_tail() => Read("").ShouldBe(("", 0));

    [Fact]
    public void A_short_output_is_kept_whole() => Read("one\ntwo €\n").ShouldBe(("one\ntwo €\n", 12));

    [Fact]
    public void An_output_of_exactly_the_limit_is_kept_whole()
    {
        var text = new string('x', ProgramRun.MaxErrorOutput);
        Read(text).ShouldBe((text, ProgramRun.MaxErrorOutput));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4000)]
    [InlineData(100_000)]
    public void Of_a_long_output_the_last_whole_lines_are_kept_however_it_is_written(int blockSize)
    {
        var text = string.Concat(Enumerable.Range(0, 4000).Select(line => $"line {line}\n"));
        var (kept, count) = Read(text, blockSize);
        count.ShouldBe(text.Length);
        text.ShouldEndWith(kept);
        kept.ShouldStartWith("line ");
        kept.Length.ShouldBeInRange(ProgramRun.MaxErrorOutput - 20, ProgramRun.MaxErrorOutput);
    }

    private static (string Text, long Count) Read(string text, int blockSize = 1 << 20)
    {
        var (readEnd, writeEnd) = Descriptors.Pipe();
        var tail = new OutputTail(readEnd);
        var drained = Task.Factory.StartNew(tail.Drain, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using (var stream = new FileStream(writeEnd, FileAccess.Write, bufferSize: 0))
        {
            foreach (var block in Encoding.UTF8.GetBytes(text).Chunk(blockSize))
                stream.Write(block);
        }

        drained.GetAwaiter().GetResult();
        return (tail.Text(), tail.Count);
    }
}
