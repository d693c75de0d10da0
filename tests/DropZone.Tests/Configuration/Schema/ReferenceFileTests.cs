using System.IO.Abstractions;
using DropZone.Configuration.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration.Schema;

public sealed class ReferenceFileTests
{
    [Fact]
    public void Its_stamp_is_of_the_file_a_link_leads_to_and_differs_after_a_rename()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one.csv", "id\n1\n");
        folder.Write("two.csv", "id\n1\n");
        File.CreateSymbolicLink($"{folder.Path}/link.csv", "one.csv");
        var clock = new LaterClock();
        var one = new ReferenceFile(new FileSystem(), $"{folder.Path}/one.csv", clock).Stamp().ShouldNotBeNull();
        var link = new ReferenceFile(new FileSystem(), $"{folder.Path}/link.csv", clock);
        link.Stamp().ShouldBe(one);
        File.Delete($"{folder.Path}/one.csv");
        Should.Throw<FileNotFoundException>(() => link.Stamp());
        folder.Write("one.csv", "id\n1\n");
        link.Stamp().ShouldNotBe(one);
    }

    [Fact]
    public void A_file_that_was_just_written_has_no_stamp()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one.csv", "id\n1\n");
        new ReferenceFile(new FileSystem(), $"{folder.Path}/one.csv", new LaterClock { Later = TimeSpan.Zero }).Stamp().ShouldBeNull();
    }

    private sealed class LaterClock : TimeProvider
    {
        public TimeSpan Later { get; init; } = TimeSpan.FromMinutes(1);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Later;
    }
}
