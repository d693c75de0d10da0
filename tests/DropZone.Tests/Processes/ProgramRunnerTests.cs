using DropZone.Processes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Processes;

/// <summary>Runs with a clock that the test advances; the end-to-end tests show that no process is left.</summary>
public sealed class ProgramRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_run_returns_the_exit_and_the_error_output_and_fills_the_output_file()
    {
        var run = await SpoolZone.Programs.RunAsync(Script("cat; echo bad >&2; exit 65"), Call("cat; echo bad >&2; exit 65", "some input"), TestContext.Current.CancellationToken);
        run.End.ShouldBe(new ProgramExit.Exited(65));
        run.Meaning.ShouldBe(ExitMeaning.BadData);
        (run.ErrorOutput, run.ErrorOutputBytes).ShouldBe(("bad\n", 4));
        File.ReadAllText(_folder.At("output")).ShouldBe("some input");
    }

    [Fact]
    public async Task A_timeout_is_measured_by_the_given_clock()
    {
        var clock = new FakeTimeProvider();
        var runner = new ProgramRunner([DropZone.EndToEnd.Harness.BuiltProgram.Path], clock);
        const string Forever = "echo up > up; sleep 1000";
        var running = runner.RunAsync(Script(Forever) with { Timeout = TimeSpan.FromDays(1) }, Call(Forever), TestContext.Current.CancellationToken);
        Eventually.True(() => File.Exists(_folder.At("up")), "started");
        running.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromDays(1));
        (await running).End.ShouldBe(new ProgramExit.TimedOut(TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task A_stop_throws_after_the_program_has_ended()
    {
        const string Forever = "echo up > up; sleep 1000";
        using var stop = new CancellationTokenSource();
        var running = SpoolZone.Programs.RunAsync(Script(Forever), Call(Forever), stop.Token);
        Eventually.True(() => File.Exists(_folder.At("up")), "started");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public void The_arguments_of_the_supervisor_keep_every_text_apart() =>
        Supervisor.Words("/bin/x", ["a b", ""], ["A=1", "B=2"]).ShouldBe(["supervise", "2", "A=1", "B=2", "/bin/x", "a b", ""]);

    [Fact]
    public void A_program_is_shown_as_a_shell_would_take_it() =>
        new ExternalProgram { Path = "/bin/x", Arguments = ["a b", "c"] }.Shown.ShouldBe("/bin/x 'a b' c");

    [Fact]
    public void A_folder_is_unique_and_removed_with_its_content()
    {
        using var first = ProgramFolder.CreateIn(_folder.Path);
        string path;
        using (var second = ProgramFolder.CreateIn(_folder.Path))
        {
            path = second.Path;
            path.ShouldNotBe(first.Path);
            path.ShouldEndWith(".part");
            Directory.CreateDirectory($"{path}/below");
            File.WriteAllText($"{path}/below/file", "");
        }

        Directory.Exists(path).ShouldBeFalse();
        Directory.Exists(first.Path).ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();

    private static ExternalProgram Script(string script) => new() { Path = "/bin/sh", Arguments = ["-c", script] };

    private ProgramCall Call(string script, string? input = null) => new(
        ["-c", script], _folder.Path, input is null ? null : _folder.Write("input", input), _folder.At("output"), new Dictionary<string, string>());
}
