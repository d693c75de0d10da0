using DropZone.Feeds;
using DropZone.Intake;
using DropZone.Linux;
using DropZone.Logging;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Intake;

public sealed class RefusalsTests
{
    private readonly EventRecorder _log = new();
    private readonly Refusals _refusals;
    private readonly IncomingFolder _folder = new("/x", null, new ZoneConfiguration(new Settings(), []));

    public RefusalsTests() => _refusals = new Refusals(_log);

    [Fact]
    public void The_first_file_of_a_folder_is_named_for_each_error_and_again_after_a_claim()
    {
        var (one, two) = (new Candidate(_folder, "one", 0), new Candidate(_folder, "two", 0));
        _refusals.Report(one, SystemError.AccessDenied);
        _refusals.Report(two, SystemError.AccessDenied);
        _refusals.Report(one, SystemError.AccessDenied);
        _refusals.Report(two, SystemError.DeviceFailed);
        _log.Names.Count().ShouldBe(2);

        _refusals.End(_folder);
        _refusals.Report(one, SystemError.AccessDenied);
        _log.Names.Count().ShouldBe(2, "never twice of the same file");
        _refusals.Report(two, SystemError.AccessDenied);
        _log.Names.ShouldBe(Enumerable.Repeat(nameof(Events.ClaimRefused), 3));
    }
}
