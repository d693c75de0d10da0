using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Spool.Durable;

/// <summary>A sender who exchanges his file between the check and the claim gets it back, and nothing of his is in a job.</summary>
public sealed class ClaimStepsTests : IDisposable
{
    private readonly SpoolZone _zone = new();

    private string Delivery => $"{_zone.Incoming}/orders-1.csv";

    public void Dispose() => _zone.Dispose();

    [Theory]
    [InlineData("folder")]
    [InlineData("link")]
    [InlineData("fifo")]
    public void A_delivery_exchanged_for_something_else_is_returned(string kind)
    {
        _zone.Drop("orders-1.csv", "id\n1\n");
        Claim(null, DurableStep.Claim, () => Exchange(Delivery, kind)).ShouldBe(SystemError.NotFound);
        FileStatus.At(Delivery)!.Value.Kind.ShouldNotBe(FileKind.Regular);
        _zone.Jobs("working").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("link")]
    public void A_companion_exchanged_for_something_else_is_returned_and_the_delivery_stays(string kind)
    {
        _zone.Drop("orders-1.csv", "id\n1\n");
        _zone.Drop("orders-1.csv.sha256", "");
        Claim("orders-1.csv.sha256", DurableStep.TakeCompanion, () => Exchange($"{Delivery}.sha256", kind)).ShouldBe(SystemError.NotFound);
        FileStatus.At($"{Delivery}.sha256")!.Value.Kind.ShouldNotBe(FileKind.Regular);
        File.ReadAllText(Delivery).ShouldBe("id\n1\n");
        _zone.Jobs("working").ShouldBeEmpty();
    }

    /// <param name="companion">The companion, or null.</param>
    /// <param name="step">The step before which the sender acts.</param>
    /// <param name="act">Acts.</param>
    private SystemError Claim(string? companion, DurableStep step, Action act)
    {
        var steps = _zone.Steps(new StepSeam(taken =>
        {
            if (taken == step)
                act();
        }));
        steps.Claim.TryTake(new ClaimRequest(_zone.Incoming, "orders-1.csv", "orders", companion, null), JobName.New(DateTimeOffset.UtcNow, new Random(1), "orders-1.csv"), out var refused);
        return refused;
    }

    private static void Exchange(string path, string kind)
    {
        File.Delete(path);
        switch (kind)
        {
            case "folder":
                Directory.CreateDirectory(path, (UnixFileMode)0x1FF); // 0777: anybody can rename it
                break;
            case "link":
                File.CreateSymbolicLink(path, "/etc/passwd");
                break;
            default:
                Mono.Unix.Native.Syscall.mkfifo(path, Mono.Unix.Native.FilePermissions.DEFFILEMODE).ShouldBe(0);
                break;
        }
    }
}
