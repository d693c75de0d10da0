using DropZone.Feeds;
using DropZone.Intake;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

/// <summary>Senders do not fill the log.</summary>
public sealed class FileReportsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly IncomingFolder _folder = new("/x", null, new ZoneConfiguration(new Settings(), []));

    [Fact]
    public void Each_file_is_reported_once_and_a_hundred_of_a_folder_in_an_hour()
    {
        var reports = new FileReports(_clock);
        var files = Enumerable.Range(0, 150).Select(number => new Candidate(_folder, $"{number}", 0)).ToList();
        files.Count(file => reports.TryTake(file, "link")).ShouldBe(100);
        reports.TryTake(new Candidate(new IncomingFolder("/y", null, new ZoneConfiguration(new Settings(), [])), "1", 0), "link").ShouldBeTrue("another folder");

        _clock.Advance(TimeSpan.FromHours(1));
        files.Count(file => reports.TryTake(file, "link")).ShouldBe(50, "the others, later");
        files.Count(file => reports.TryTake(file, "link")).ShouldBe(0);
    }
}
