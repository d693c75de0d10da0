using DropZone.Config;
using DropZone.Intake;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

public sealed class ReadyQueueTests
{
    [Fact]
    public void Feeds_take_turns_and_each_gives_its_oldest_first()
    {
        var folder = new IncomingFolder("/x", null, new Configuration(new Settings(), []));
        var queue = new ReadyQueue();
        foreach (var name in new[] { "a1", "a2", "a3", "b1" })
            queue.Add(name[..1], new Candidate(folder, name, 0));
        var taken = new List<string>();
        while (queue.Take() is { } candidate)
            taken.Add(candidate.Name);
        taken.ShouldBe(["a1", "b1", "a2", "a3"]);
        queue.Count.ShouldBe(0);
    }
}
