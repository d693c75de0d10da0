using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Reliability;

/// <summary>A real disk that is full, fails, or is unmounted under a running service.</summary>
public sealed class DiskTests
{
    private const string Good = "id,country\n1,de\n";
    private const int Files = 60;
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(4);

    [Fact]
    public void Jobs_wait_while_the_disk_is_full_and_resume_when_there_is_room()
    {
        using var disk = new Disk("ext4");
        using var zone = ZoneOn(disk, "min-free: 0\n");
        using var service = DropZoneProcess.RunServiceOn(disk, zone);
        // larger than what is ever left, but quickly converted: an attempt must not look like a busy service
        var large = "id,country\n" + string.Concat(Enumerable.Range(0, 60_000).Select(id => $"{id},de\n"));

        // no or few blocks are free, so that a different write fails first each time
        var number = 0;
        foreach (var left in new[] { 0, 1, 2, 3, 5, 8, 13, 100 })
        {
            File.WriteAllText($"{zone.Root}/incoming/orders/.large", large);
            File.WriteAllText($"{zone.Root}/incoming/orders/.small", Good);
            disk.Inside($"cd {disk.Mount}; dd if=/dev/zero of=left bs=4k count={left} 2>/dev/null; dd if=/dev/zero of=fill bs=4k 2>/dev/null || true; rm left");
            File.Move($"{zone.Root}/incoming/orders/.large", $"{zone.Root}/incoming/orders/orders-{number++}.csv");
            File.Move($"{zone.Root}/incoming/orders/.small", $"{zone.Root}/incoming/orders/orders-{number++}.csv");
            service.ShouldStayIdle(Outage);
            zone.Jobs("archive").Count.ShouldBeLessThan(number, "there was no room for it");
            disk.Inside($"rm {disk.Mount}/fill");
            Until.True(() => zone.Jobs("archive").Count == number && zone.Jobs("working").Count == 0, () => $"{left} blocks left:\n{service.Output}");
        }

        service.ShouldLog("No space left on device");
        service.Stop().ShouldBe(0, service.Output);
        zone.Jobs("failed").ShouldBeEmpty();
        zone.Outputs().Count.ShouldBe(number);
        foreach (var name in zone.Outputs())
            new FileInfo($"{zone.Root}/outgoing/orders/{name}").Length.ShouldBeOneOf(large.Length, Good.Length);
    }

    [Fact]
    public void Folders_under_an_unmounted_disk_are_not_used_and_the_disk_is_used_when_it_is_mounted_again()
    {
        using var disk = new Disk("ext4");
        using var zone = ZoneOn(disk, "rescan: 1s\nmin-free: 0\n");
        using var service = DropZoneProcess.RunServiceOn(disk, zone);
        zone.Drop("orders-1.csv", Good);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);

        var device = disk.Inside($"findmnt -no SOURCE {disk.Mount}; umount --lazy {disk.Mount}").Trim();
        service.ShouldLog("incoming/orders is missing (removed, renamed or unmounted)");
        Directory.CreateDirectory($"{zone.Root}/working");
        zone.Drop("hidden.csv", Good);
        service.ShouldLog("is not the folder that this service has locked");
        service.ShouldStayIdle(Outage);
        Directory.GetFiles($"{zone.Root}/incoming/orders").Length.ShouldBe(1, "who looks under the mount finds it");
        Directory.GetFileSystemEntries($"{zone.Root}/working").ShouldBeEmpty();

        disk.Inside($"mount {device} {disk.Mount}");
        zone.Drop("orders-2.csv", Good);
        Until.True(() => zone.Jobs("archive").Count == 2, () => service.Output);
        service.ShouldLog("Claiming files works again");
        service.Output.Split("Cannot claim any file").Length.ShouldBe(2, service.Output);
        service.Stop().ShouldBe(0, service.Output);
    }

    [Theory]
    [InlineData("xfs", "xfs_io -x -c \"shutdown -f\" $disk")]
    [InlineData("ext4", "xfs_io -x -c \"shutdown -f\" $disk")]
    [InlineData("ext4", "mount -o remount,errors=remount-ro $disk; echo 1 > /sys/fs/ext4/$(basename $(findmnt -no SOURCE $disk))/trigger_fs_error; sync -f $disk || true")]
    public void A_failed_disk_is_reported_and_after_its_repair_all_jobs_resume(string fileSystem, string death)
    {
        using var disk = new Disk(fileSystem);
        using var zone = ZoneOn(disk, "rescan: 1s\nmin-free: 0\n");
        using (var service = DropZoneProcess.RunServiceOn(disk, zone))
        {
            // synced by their sender: others do not survive the failure of a disk
            Signals.Pause(service.Id);
            for (var number = 0; number < Files; number++)
                zone.Drop($"orders-{number}.csv", Good);
            disk.Inside($"sync -f {disk.Mount}");
            Signals.Continue(service.Id);
            Until.True(() => zone.Jobs("archive").Count >= 10, () => service.Output);
            disk.Inside($"disk={disk.Mount}; {death}");
            Until.True(() => service.ProblemCount > 0, () => service.Output);
            service.ShouldStayIdle(Outage);
            service.ProblemCount.ShouldBeLessThan(25, service.Output);
            service.Kill();
        }

        disk.Inside($"device=$(findmnt -no SOURCE {disk.Mount}); umount {disk.Mount}; mount -o loop $(dirname {disk.Mount})/image {disk.Mount}");
        using var next = DropZoneProcess.RunServiceOn(disk, zone);
        Until.True(() => zone.Jobs("working").Count == 0 && Directory.GetFiles($"{zone.Root}/incoming/orders", "orders-*").Length == 0, () => next.Output);
        next.Stop().ShouldBe(0, next.Output);

        zone.Jobs("failed").ShouldBeEmpty();
        zone.Jobs("archive").Count.ShouldBe(Files);
        foreach (var job in zone.Jobs("archive"))
            File.ReadAllText(Directory.GetFiles(job, "*.csv").Single()).ShouldBe(Good);
        zone.Outputs().Count.ShouldBe(Files);
    }

    private static TestZone ZoneOn(Disk disk, string settings)
    {
        var zone = TestZone.In(disk.Root, TestZone.OrdersFeed.Replace("match: [\"orders-*.csv\"]\n", "", StringComparison.Ordinal));
        File.WriteAllText($"{zone.Etc}/dropzone.yaml", settings);
        disk.Inside($"sync -f {disk.Mount}");
        return zone;
    }
}
