using DropZone.Feeds;
using DropZone.Intake;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

public sealed class ReadyQueueTests
{
    [Fact]
    public void Feeds_take_turns_and_each_yields_its_oldest_first()
    {
        var queue = Queue("a1", "a2", "a3", "b1");
        Taken(queue, _ => true).ShouldBe(["a1", "b1", "a2", "a3"]);
        queue.Count.ShouldBe(0);
    }

    [Fact]
    public void A_feed_without_room_waits_and_does_not_delay_others()
    {
        var queue = Queue("a1", "a2", "b1", "c1", "b2");
        Taken(queue, feed => feed != "a").ShouldBe(["b1", "c1", "b2"]);
        queue.Any(feed => feed != "a").ShouldBeFalse();
        queue.Any(feed => feed == "a").ShouldBeTrue();
        Taken(queue, _ => true).ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public void A_delivery_that_is_put_back_is_the_first_of_its_feed_again()
    {
        var queue = Queue("a1", "a2", "b1");
        var first = queue.Take(_ => true)!;
        queue.PutBack("a", first);
        queue.Count.ShouldBe(3);
        Taken(queue, _ => true).ShouldBe(["b1", "a1", "a2"]);
        queue.PutBack("a", first);
        Taken(queue, _ => true).ShouldBe(["a1"]);
    }

    private static ReadyQueue Queue(params string[] names)
    {
        var folder = new IncomingFolder("/x", null, new ZoneConfiguration(new Settings(), []));
        var queue = new ReadyQueue();
        foreach (var name in names)
            queue.Add(name[..1], new Candidate(folder, name, 0));
        return queue;
    }

    private static List<string> Taken(ReadyQueue queue, Func<string, bool> hasRoomFor)
    {
        var taken = new List<string>();
        while (queue.Take(hasRoomFor) is { } candidate)
            taken.Add(candidate.Name);
        return taken;
    }
}
