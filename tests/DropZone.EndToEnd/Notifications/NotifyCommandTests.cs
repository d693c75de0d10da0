using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Notifications;

/// <summary>Notifications passed to a program, by the built program.</summary>
public sealed class NotifyCommandTests
{
    private const string Bad = "id,country\nx,de\n";

    [Fact]
    public void A_program_receives_the_event_on_standard_input_and_its_facts_in_the_environment()
    {
        using var zone = new TestZone(Feed("""cat > $0/event; echo "$DROPZONE_EVENT $DROPZONE_FEED $DROPZONE_FILE $DROPZONE_OUTCOME" > $0/sent"""));
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        service.ShouldLog("Notifier orders.command: sent to ");
        File.ReadAllText($"{zone.Root}/sent").ShouldBe("dropzone.job.failed orders orders-1.csv failed\n");
        JsonDocument.Parse(File.ReadAllText($"{zone.Root}/event")).RootElement.GetProperty("type").GetString().ShouldBe("dropzone.job.failed");
        Until.True(() => Directory.GetFileSystemEntries($"{zone.Root}/state/notify/orders.command").Length == 0, () => service.Output);
    }

    [Theory]
    [InlineData("exit 75", ": the program ended with exit code 75")]
    [InlineData("sleep 87657", ": the program did not end within its timeout of 1 s and was killed")]
    public void A_temporary_failure_is_retried(string failure, string logged)
    {
        using var zone = new TestZone(Feed($"[ -e $0/open ] || {failure}; cat > $0/event"));
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        service.ShouldLog(logged);
        File.WriteAllText($"{zone.Root}/open", "");
        Until.True(() => File.Exists($"{zone.Root}/event"), () => service.Output);
    }

    [Fact]
    public void A_permanent_failure_is_logged_and_the_message_discarded()
    {
        using var zone = new TestZone(Feed("exit 1"));
        using var service = DropZoneProcess.RunService(zone);
        zone.Fail(service, Bad);
        service.ShouldLog("rejected a message, which is discarded: the program ended with exit code 1. Message: orders: orders-1.csv failed (type-error)");
    }

    /// <summary>Returns a feed whose notifier runs the script in sh, where $0 is the zone.</summary>
    private static string Feed(string script)
    {
        var inZone = script.Replace("$0", "${PWD%/state/notify/*}", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal);
        return $"{TestZone.OrdersFeed}\nnotify:\n  - command:\n      run: [sh, -c, '{inZone}']\n      timeout: 1s\n";
    }
}
