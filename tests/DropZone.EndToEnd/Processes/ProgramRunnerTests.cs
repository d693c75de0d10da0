using System.Diagnostics;
using System.Globalization;
using DropZone.EndToEnd.Harness;
using DropZone.Linux;
using DropZone.Processes;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Processes;

/// <summary>The runner of external programs, with the built program as its supervisor.</summary>
public sealed class ProgramRunnerTests : IDisposable
{
    /// <summary>Of programs on a busy machine: none that is waited for ends within a day.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(15);

    private static readonly ProgramRunner Runner = new([DropZoneProcess.Binary], TimeProvider.System);
    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("exit 0", ExitMeaning.Success, "ended with exit code 0")]
    [InlineData("exit 65", ExitMeaning.BadData, "ended with exit code 65")]
    [InlineData("exit 75", ExitMeaning.Temporary, "ended with exit code 75")]
    [InlineData("exit 1", ExitMeaning.Permanent, "ended with exit code 1")]
    [InlineData("kill -SEGV $$", ExitMeaning.Permanent, "was ended by signal SIGSEGV")]
    [InlineData("kill -TERM $$", ExitMeaning.Temporary, "was ended by signal SIGTERM")]
    [InlineData("kill -PIPE $$", ExitMeaning.Permanent, "was ended by signal SIGPIPE")]
    public async Task The_exit_of_a_program_is_reported_and_has_a_meaning(string script, ExitMeaning meaning, string end)
    {
        var run = await Shell(script);
        run.Meaning.ShouldBe(meaning);
        run.End.ToString().ShouldBe(end);
    }

    [Fact]
    public async Task A_feed_can_change_the_meaning_of_exit_codes()
    {
        var program = Script("exit 3") with { ExitCodes = new Dictionary<int, ExitMeaning> { [3] = ExitMeaning.BadData } };
        (await Runner.RunAsync(program, Call(program), CancellationToken.None)).Meaning.ShouldBe(ExitMeaning.BadData);
    }

    [Fact]
    public async Task A_missing_or_not_executable_program_is_reported()
    {
        File.WriteAllText($"{_folder}/text", "no program\n");
        File.WriteAllBytes($"{_folder}/garbage", [1, 2, 3]);
        _ = Syscall.chmod($"{_folder}/garbage", FilePermissions.S_IRWXU);
        foreach (var (path, reason) in new[] { ($"{_folder}/none", SystemError.NotFound), (_folder, SystemError.AccessDenied), ($"{_folder}/text", SystemError.AccessDenied), ($"{_folder}/garbage", SystemError.NotExecutable) })
        {
            var program = new ExternalProgram { Path = path };
            var run = await Runner.RunAsync(program, Call(program), CancellationToken.None);
            run.End.ShouldBe(new ProgramExit.NotStarted(reason));
            run.Meaning.ShouldBe(ExitMeaning.Permanent);
        }
    }

    [Fact]
    public async Task Arguments_are_passed_unchanged_without_a_shell()
    {
        string[] words = ["a b", "$HOME", "it's", "\"q\"", "two\nlines", "", "*", "ä€"];
        var program = new ExternalProgram { Path = "/usr/bin/printf", Arguments = ["[%s]", .. words] };
        await Runner.RunAsync(program, Call(program) with { Output = $"{_folder}/out" }, CancellationToken.None);
        File.ReadAllText($"{_folder}/out").ShouldBe(string.Concat(words.Select(word => $"[{word}]")));
    }

    [Fact]
    public async Task The_environment_contains_only_the_documented_variables()
    {
        Environment.SetEnvironmentVariable("DROPZONE_TEST_SECRET", "geheim");
        var program = new ExternalProgram { Path = "/usr/bin/env", SearchPath = "/bin" };
        await Runner.RunAsync(
            program, Call(program) with { Output = $"{_folder}/out", Environment = new Dictionary<string, string> { ["DROPZONE_FEED"] = "orders" } }, CancellationToken.None);
        File.ReadAllLines($"{_folder}/out").Order(StringComparer.Ordinal).ShouldBe(new[]
        {
            "PATH=/bin", "LANG=C.UTF-8", $"HOME={Environment.GetEnvironmentVariable("HOME") ?? "/"}", $"TMPDIR={_folder}", "DROPZONE_FEED=orders",
        }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Descriptors_signals_and_folder_are_reset_for_the_program()
    {
        File.WriteAllText($"{_folder}/in", "input");
        var program = Script("cat; echo; pwd; ls /proc/self/fd | tr '\\n' ' '; grep SigBlk /proc/self/status; grep SigIgn /proc/self/status | cut -c 1-8,18-");
        await Runner.RunAsync(program, Call(program) with { Input = $"{_folder}/in", Output = $"{_folder}/out" }, CancellationToken.None);
        File.ReadAllLines($"{_folder}/out").ShouldBe(["input", _folder, "0 1 2 3 SigBlk:\t0000000000000000", "SigIgn:\t0000000"], "descriptor 3 is the folder that ls reads; signals 32 and 33 belong to the C library");
    }

    [Fact]
    public async Task A_hanging_program_is_killed_at_its_timeout_even_if_it_ignores_signals()
    {
        var watch = Stopwatch.StartNew();
        var run = await Shell("trap '' TERM INT HUP; echo waiting >&2; sleep 98765 & wait; wait", timeout: 1);
        watch.Elapsed.ShouldBeLessThan(LongestEnd);
        run.End.ShouldBeOfType<ProgramExit.TimedOut>();
        run.ErrorOutput.ShouldBe("waiting\n");
        AssertNoProcessRemains();
    }

    [Fact]
    public async Task A_gigabyte_of_output_is_read_and_its_end_is_kept()
    {
        var run = await Shell("head -c 1073741824 /dev/zero | tr '\\0' x >&2; echo >&2; echo the end >&2", timeout: 60);
        run.Meaning.ShouldBe(ExitMeaning.Success);
        run.ErrorOutputBytes.ShouldBe(1073741824 + 1 + 8);
        run.ErrorOutput.ShouldEndWith("the end\n");
        run.ErrorOutput.Length.ShouldBeLessThanOrEqualTo(ProgramRun.MaxErrorOutput);
    }

    [Fact]
    public async Task Endless_output_is_ended_by_the_timeout()
    {
        var watch = Stopwatch.StartNew();
        var run = await Shell("yes no >&2", timeout: 1);
        watch.Elapsed.ShouldBeLessThan(LongestEnd);
        run.End.ShouldBeOfType<ProgramExit.TimedOut>();
        run.ErrorOutput.ShouldContain("no\n");
        AssertNoProcessRemains();
    }

    [Theory]
    [InlineData("sleep 98765 &")]
    [InlineData("(sleep 98765 & sleep 98765 &) &")]
    [InlineData("setsid -f sleep 98765 <&- >&- 2>&-")]
    [InlineData("setsid -f env -i setsid -f /bin/sh -c 'cd /; trap \"\" TERM HUP; exec env -i sleep 98765 </dev/null >/dev/null 2>&1'")]
    [InlineData("for i in 1 2 3 4 5 6 7 8 9; do setsid -f sh -c 'sleep 98765 & setsid -f sleep 98765 & wait'; done")]
    public async Task Children_that_outlive_the_program_are_killed_at_its_exit(string script)
    {
        var watch = Stopwatch.StartNew();
        var run = await Shell(script + "\nexit 0", timeout: 30);
        watch.Elapsed.ShouldBeLessThan(LongestEnd);
        run.Meaning.ShouldBe(ExitMeaning.Success);
        AssertNoProcessRemains();
    }

    [Fact]
    public async Task Children_that_fork_as_fast_as_possible_are_killed_within_the_time_limit()
    {
        var watch = Stopwatch.StartNew();
        var run = await Shell("f() { while :; do setsid -f sleep 98765; done; }; f & f & f & wait", timeout: 1);
        watch.Elapsed.ShouldBeLessThan(LongestEnd);
        run.End.ShouldBeOfType<ProgramExit.TimedOut>();
        AssertNoProcessRemains();
    }

    [Fact]
    public async Task A_cancellation_kills_the_program_immediately_with_all_children()
    {
        using var stop = new CancellationTokenSource();
        var running = Shell("echo up > up; setsid -f sleep 98765; sleep 98765", stopping: stop.Token);
        Until.True(() => File.Exists($"{_folder}/up"), () => "not started");
        var watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        watch.Elapsed.ShouldBeLessThan(LongestEnd);
        AssertNoProcessRemains();
    }

    [Fact]
    public async Task Concurrent_programs_do_not_inherit_each_others_descriptors()
    {
        var runs = Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            var program = Script("cat; ls /proc/self/fd | wc -l");
            var own = Directory.CreateDirectory(string.Create(CultureInfo.InvariantCulture, $"{_folder}/{i}")).FullName;
            File.WriteAllText($"{own}/in", $"{i}\n");
            await Runner.RunAsync(program, Call(program) with { Folder = own, Input = $"{own}/in", Output = $"{own}/out" }, CancellationToken.None);
            return File.ReadAllText($"{own}/out");
        }));
        (await Task.WhenAll(runs)).ShouldBe(Enumerable.Range(0, 12).Select(i => $"{i}\n4\n"));
    }

    [Fact]
    public void Users_cannot_run_the_internal_supervise_command()
    {
        var run = CommandRun.Of(Supervisor.Word, "--help");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldBe("dropzone supervise is for internal use only\n");
    }

    private Task<ProgramRun> Shell(string script, int timeout = 60, CancellationToken stopping = default)
    {
        var program = Script(script) with { Timeout = TimeSpan.FromSeconds(timeout) };
        return Runner.RunAsync(program, Call(program), stopping);
    }

    private static ExternalProgram Script(string script) => new() { Path = "/bin/sh", Arguments = ["-c", script] };

    private ProgramCall Call(ExternalProgram program) => new(program.Arguments, _folder, null, null, new Dictionary<string, string>());

    /// <summary>Asserts that no process of this test remains: their command lines are unique.</summary>
    private static void AssertNoProcessRemains()
    {
        foreach (var process in Directory.GetDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            var words = Read($"{process}/cmdline").Replace('\0', ' ');
            words.ShouldNotStartWith("sleep 98765", customMessage: process);
            words.ShouldNotStartWith("yes no", customMessage: process);
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
