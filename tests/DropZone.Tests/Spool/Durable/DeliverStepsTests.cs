using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Durable;

public sealed class DeliverStepsTests : IDisposable
{
    private const uint Consumers = 12345;
    private readonly SpoolZone _zone = new();
    private readonly JobFolder _job;

    public DeliverStepsTests() => _job = _zone.JobWith(("orders-1.csv", "id\n1\n"), (JobFolder.OutputName, "id\n1\n"));

    /// <summary>A consumer who may write in a folder exchanges one in it.</summary>
    [Theory]
    [InlineData("outgoing/partner/orders", "outgoing/partner")]
    [InlineData("outgoing/partner/orders", "outgoing/partner/orders")]
    public void A_link_in_the_path_of_an_output_is_not_followed(string path, string link)
    {
        var elsewhere = Directory.CreateDirectory($"{_zone.Zone.Root}/elsewhere/orders").FullName;
        Directory.CreateDirectory(Path.GetDirectoryName($"{_zone.Zone.Root}/{link}")!);
        Directory.CreateSymbolicLink($"{_zone.Zone.Root}/{link}", Path.GetDirectoryName(elsewhere)!);
        Should.Throw<IOException>(() => _zone.Steps().Deliver.Move(_job, Target(path), out _)).Message.ShouldContain($"{link} is a symbolic link");
        File.Exists(_job.Output).ShouldBeTrue();
        Directory.GetFileSystemEntries(elsewhere).ShouldBeEmpty();
    }

    [Fact]
    public void An_output_gets_the_group_of_a_folder_for_consumers_and_no_more_rights()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a folder to a group");
        var folder = $"{_zone.Zone.Outgoing}/orders";
        Syscall.chown(folder, 0, Consumers).ShouldBe(0);
        Syscall.chmod(folder, (FilePermissions)0x5E8).ShouldBe(0); // 2750
        Syscall.chmod(_job.Output, (FilePermissions)0x1A0).ShouldBe(0); // 0640
        _zone.Steps().Deliver.Move(_job, Target("outgoing/orders"), out var isReadable).ShouldBe($"{folder}/orders-1.csv");
        isReadable.ShouldBeTrue();
        var output = FileStatus.At($"{folder}/orders-1.csv")!.Value;
        (output.Group, output.Mode).ShouldBe((Consumers, 0x1A0u));
    }

    [Fact]
    public void An_output_keeps_its_group_in_a_folder_without_the_bit()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a folder to a group");
        Syscall.chown($"{_zone.Zone.Outgoing}/orders", 0, Consumers).ShouldBe(0);
        var group = FileStatus.At(_job.Output)!.Value.Group;
        _zone.Steps().Deliver.Move(_job, Target("outgoing/orders"), out var isReadable);
        isReadable.ShouldBeTrue();
        FileStatus.At($"{_zone.Zone.Outgoing}/orders/orders-1.csv")!.Value.Group.ShouldBe(group);
    }

    public void Dispose() => _zone.Dispose();

    private static ReceiptTarget Target(string path) => new("directory", path, "orders-1.csv");
}
