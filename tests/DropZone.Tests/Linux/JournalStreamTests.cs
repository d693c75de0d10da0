using DropZone.Linux;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Linux;

public sealed class JournalStreamTests
{
    [Fact]
    public void Only_the_very_stream_that_systemd_made_leads_into_the_journal()
    {
        var path = Path.GetTempFileName();
        using var stream = File.OpenRead(path);
        var descriptor = (int)stream.SafeFileHandle.DangerousGetHandle();
        Syscall.stat(path, out var status).ShouldBe(0);

        JournalStream.Leads(descriptor, $"{status.st_dev}:{status.st_ino}").ShouldBeTrue();
        JournalStream.Leads(descriptor, $"{status.st_dev}:{status.st_ino + 1}").ShouldBeFalse("It was inherited.");
        JournalStream.Leads(descriptor, null).ShouldBeFalse();
        JournalStream.Leads(-1, "8:1").ShouldBeFalse();

        File.Delete(path);
    }
}
