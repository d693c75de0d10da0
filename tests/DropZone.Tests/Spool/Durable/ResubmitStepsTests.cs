using DropZone.Linux;
using DropZone.Spool.Jobs;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Durable;

/// <summary>Rejects are dropped into a folder in which senders may have prepared links: nothing outside it is written.</summary>
public sealed class ResubmitStepsTests : IDisposable
{
    private const string Name = "orders-1.rejects.csv";
    private static readonly QuarantineFile Companion = new($"{Name}.sha256", stream => stream.Write("digest"u8));
    private readonly SpoolZone _zone = new();
    private readonly TemporaryFolder _outside = new();

    public void Dispose()
    {
        _zone.Dispose();
        _outside.Dispose();
    }

    [Fact]
    public void The_rejects_and_their_companion_are_dropped()
    {
        Drop().ShouldBe(SystemError.None);
        File.ReadAllText($"{_zone.Incoming}/{Name}").ShouldBe("id\nx\n");
        File.ReadAllText($"{_zone.Incoming}/{Name}.sha256").ShouldBe("digest");
        Directory.GetFileSystemEntries(_zone.Incoming).Length.ShouldBe(2);
        _zone.Jobs("failed").ShouldBeEmpty();
    }

    [Theory]
    [InlineData($".{Name}.sha256.part")]
    [InlineData($"{Name}.sha256.part")]
    [InlineData($"{Name}.sha256")]
    public void A_link_under_the_name_of_the_companion_or_its_part_is_not_followed(string link)
    {
        var output = _outside.Write("output.csv", "another partner's");
        File.CreateSymbolicLink($"{_zone.Incoming}/{link}", output);
        Drop().ShouldBe(SystemError.None);
        File.ReadAllText(output).ShouldBe("another partner's");
        new FileInfo($"{_zone.Incoming}/{Name}.sha256").LinkTarget.ShouldBeNull();
    }

    [Fact]
    public void A_link_in_place_of_the_incoming_folder_is_refused_and_the_rejects_stay()
    {
        Directory.Delete(_zone.Incoming);
        File.CreateSymbolicLink(_zone.Incoming, _outside.Path);
        Should.Throw<IOException>(() => Drop()).Message.ShouldContain("not a folder");
        Directory.GetFileSystemEntries(_outside.Path).ShouldBeEmpty();
        File.Exists($"{_zone.Jobs("failed").ShouldHaveSingleItem()}/{JobFolder.RejectsFileName}").ShouldBeTrue();
    }

    private SystemError Drop()
    {
        var job = _zone.JobWith((JobFolder.RejectsFileName, "id\nx\n"), ("report.txt", ""));
        Directory.CreateDirectory($"{_zone.Zone.Failed}/orders");
        var folder = $"{_zone.Zone.Failed}/orders/{job.Name}";
        Directory.Move(job.Folder, folder);
        return _zone.Steps().Rejects.Drop(folder, _zone.Incoming, Name, Companion);
    }
}
