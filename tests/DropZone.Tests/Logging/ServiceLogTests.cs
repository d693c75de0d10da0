using System.Text.Json;
using DropZone.Logging;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Logging;

public sealed class ServiceLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dropzone-log-");

    public void Dispose() => _folder.Delete(true);

    [Fact]
    public void An_event_goes_to_the_log_file_and_to_the_journal()
    {
        using var journal = new JournalSocket();
        using (var log = ServiceLog.Open(Options with { Journal = true, JournalSocket = journal.Path }))
        {
            log.Factory.CreateLogger("DropZone").JobDeferred("orders", "j", "a\n.csv", "disk full", TimeSpan.FromSeconds(90));
            log.Factory.CreateLogger("DropZone").DeliverySeen("incoming", "debug");
            log.Factory.CreateLogger("Microsoft.Hosting")
                .Log(LogLevel.Information, default, "chatter", null, (text, _) => text);
            log.Dropped.ShouldBe(0);
        }

        var entry = JsonDocument.Parse(ReadLines().ShouldHaveSingleItem()).RootElement;
        entry.GetProperty("@l").GetString().ShouldBe("Warning");
        entry.GetProperty("EventId").GetProperty("Id").GetInt32().ShouldBe(3005);
        entry.GetProperty("File").GetString().ShouldBe("a\n.csv");
        entry.GetProperty("Outcome").GetString().ShouldBe("deferred");
        journal.Receive()["MESSAGE"].ShouldBe(
            "orders: a\\n.csv deferred: disk full; retry in 00:01:30, job j. Fix the cause meanwhile.");
        journal.HasEntry.ShouldBeFalse();
    }

    [Fact]
    public void The_log_file_has_its_day_in_its_name()
    {
        using (var log = ServiceLog.Open(Options))
            log.Factory.CreateLogger("DropZone").FolderBack("incoming");

        _folder.GetFiles().ShouldHaveSingleItem().Name.ShouldMatch(@"^dropzone-\d{8}\.clef$");
    }

    [Fact]
    public void Old_log_files_are_deleted()
    {
        var old = Path.Combine(_folder.FullName, "dropzone-20200101.clef");
        File.WriteAllText(old, "");

        using (var log = ServiceLog.Open(Options))
            log.Factory.CreateLogger("DropZone").FolderBack("incoming");

        File.Exists(old).ShouldBeFalse();
    }

    [Fact]
    public void Debug_events_are_logged_when_enabled()
    {
        using (var log = ServiceLog.Open(Options with { Minimum = LogLevel.Debug }))
            log.Factory.CreateLogger("DropZone").DeliverySeen("incoming", "a.csv");

        ReadLines().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_host_can_use_it_as_its_provider()
    {
        using (var log = ServiceLog.Open(Options))
        {
            using var factory = LoggerFactory.Create(logging => logging.AddProvider(log.Provider));
            factory.CreateLogger("DropZone").FolderBack("incoming");
        }

        ReadLines().ShouldHaveSingleItem();
    }

    [Fact]
    public void Without_systemd_nothing_goes_to_the_journal()
    {
        using var journal = new JournalSocket();
        using (var log = ServiceLog.Open(Options with { Journal = null, JournalSocket = journal.Path }))
            log.Factory.CreateLogger("DropZone").FolderBack("incoming");

        journal.HasEntry.ShouldBeFalse();
    }

    private LogOptions Options => new() { Folder = _folder.FullName, Terminal = false, Journal = false };

    private string[] ReadLines() => [.. _folder.GetFiles().SelectMany(file => File.ReadAllLines(file.FullName))];
}
