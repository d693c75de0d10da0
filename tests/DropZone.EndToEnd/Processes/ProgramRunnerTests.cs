using System.Diagnostics;
using System.Globalization;
using DropZone.EndToEnd.Harness;
using DropZone.Linux;
using DropZone.Processes;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Processes;

/// <summary>The runner of outside programs, with the built program as its supervisor.</summary>
public sealed class ProgramRunnerTests : IDisposable
{
    private static readonly ProgramRunner Runner = new([DropZoneProcess.Binary], TimeProvider.System);
    private readonly string folder = Directory.CreateTempSubdirectory("dropzone-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("exit 0", ExitMeaning.Success, "ended with exit code 0")]
    [InlineData("exit 65", ExitMeaning.BadData, "ended with exit code 65")]
    [InlineData("exit 75", ExitMeaning.Temporary, "ended with exit code 75")]
    [InlineData("exit 1", ExitMeaning.Permanent, "ended with exit code 1")]
    [InlineData("kill -SEGV $$", ExitMeaning.Permanent, "was ended by signal SIGSEGV")]
    [InlineData("kill -TERM $$", ExitMeaning.Temporary, "was ended by signal SIGTERM")]
    [InlineData("kill -PIPE $$", ExitMeaning.Permanent, "was ended by signal SIGPIPE")]
    public async Task The_end_of_a_program_is_told_and_has_a_meaning(string script, ExitMeaning meaning, string end)
    {
        var run = await Shell(script);
        run.Meaning.ShouldBe(meaning);
        run.End.ToString().ShouldBe(end);
    }

    [Fact]
    public async Task A_feed_may_give_exit_codes_another_meaning()
    {
        var program = Script("exit 3") with { ExitCodes = new Dictionary<int, ExitMeaning> { [3] = ExitMeaning.BadData } };
        (await Runner.RunAsync(program, Call(program), CancellationToken.None)).Meaning.ShouldBe(ExitMeaning.BadData);
    }

    [Fact]
    public async Task A_program_that_is_not_there_or_no_program_is_told()
    {
        File.WriteAllText($"{folder}/text", "no program\n");
        File.WriteAllBytes($"{folder}/garbage", [1, 2, 3]);
        _ = Syscall.chmod($"{folder}/garbage", FilePermissions.S_IRWXU);
        foreach (var (path, reason) in new[] { ($"{folder}/none", SystemError.NotFound), (folder, SystemError.AccessDenied), ($"{folder}/text", SystemError.AccessDenied), ($"{folder}/garbage", SystemError.NotExecutable) })
        {
            var program = new ExternalProgram { Path = path };
            var run = await Runner.RunAsync(program, Call(program), CancellationToken.None);
            run.End.ShouldBe(new ProgramExit.NotStarted(reason));
            run.Meaning.ShouldBe(ExitMeaning.Permanent);
        }
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are_without_a_shell()
    {
        string[] words = ["a b", "$HOME", "it's", "\"q\"", "two\nlines", "", "*", "ä€"];
        var program = new ExternalProgram { Path = "/usr/bin/printf", Arguments = ["[%s]", .. words] };
        await Runner.RunAsync(program, Call(program) with { Output = $"{folder}/out" }, CancellationToken.None);
        File.ReadAllText($"{folder}/out").ShouldBe(string.Concat(words.Select(word => $"[{word}]")));
    }

    [Fact]
    public async Task The_environment_is_what_is_promised_and_nothing_else()
    {
        Environment.SetEnvironmentVariable("DROPZONE_TEST_SECRET", "geheim");
        var program = new ExternalProgram { Path = "/usr/bin/env", SearchPath = "/bin" };
        await Runner.RunAsync(
            program, Call(program) with { Output = $"{folder}/out", Environment = new Dictionary<string, string> { ["DROPZONE_FEED"] = "orders" } }, CancellationToken.None);
        File.ReadAllLines($"{folder}/out").Order(StringComparer.Ordinal).ShouldBe(new[]
        {
            "PATH=/bin", "LANG=C.UTF-8", $"HOME={Environment.GetEnvironmentVariable("HOME") ?? "/"}", $"TMPDIR={folder}", "DROPZONE_FEED=orders",
        }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Descriptors_signals_and_folder_are_those_of_a_fresh_program()
    {
        File.WriteAllText($"{folder}/in", "input");
        var program = Script("cat; echo; pwd; ls /proc/self/fd | tr '\\n' ' '; grep SigBlk /proc/self/status; grep SigIgn /proc/self/status | cut -c 1-8,18-");
        await Runner.RunAsync(program, Call(program) with { Input = $"{folder}/in", Output = $"{folder}/out" }, CancellationToken.None);
        File.ReadAllLines($"{folder}/out").ShouldBe(["input", folder, "0 1 2 3 SigBlk:\t0000000000000000", "SigIgn:\t0000000"], "3 is the folder that ls reads; signals 32 and 33 are of the C library");
    }

    [Fact]
    public async Task A_program_that_hangs_is_killed_at_its_timeout_though_it_ignores_signals()
    {
        var watch = Stopwatch.StartNew();
        var run = await Shell("trap '' TERM INT HUP; echo waiting >&2; sleep 98765 & wait; wait", timeout: 1);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        run.End.ShouldBeOfType<ProgramExit.TimedOut>();
        run.Said.ShouldBe("waiting\n");
        NothingIsLeft();
    }

    [Fact]
    public async Task A_flood_of_a_gigabyte_passes_and_its_end_is_kept()
    {
        var run = await Shell("head -c 1073741824 /dev/zero | tr '\\0' x >&2; echo >&2; echo the end >&2", timeout: 60);
        run.Meaning.ShouldBe(ExitMeaning.Success);
        run.SaidBytes.ShouldBe(1073741824 + 1 + 8);
        run.Said.ShouldEndWith("the end\n");
        run.Said.Length.ShouldBeLessThanOrEqualTo(ProgramRun.MaxSaid);
    }

    [Fact]
    public async Task A_flood_without_end_is_cut_off_by_the_timeout()
    {
        var watch = Stopwatch.StartNew();
        var run = await Shell("yes no >&2", timeout: 1);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        run.End.ShouldBeOfType<ProgramExit.TimedOut>();
        run.Said.ShouldContain("no\n");
        NothingIsLeft();
    }

    [Theory]
    [InlineData("sleep 98765 &")]
    [InlineData("(sleep 98765 & sleep 98765 &) &")]
    [InlineData("setsid -f sleep 98765 <&- >&- 2>&-")]
    [InlineData("setsid -f env -i setsid -f /bin/sh -c 'cd /; trap \"\" TERM HUP; exec env -i sleep 98765 </dev/null >/dev/null 2>&1'")]
    [InlineData("for i in 1 2 3 4 5 6 7 8 9; do setsid -f sh -c 'sleep 98765 & setsid -f sleep 98765 & wait'; done")]
    public async Task Children_that_outlive_it_are_gone_when_it_has_ended(string script)
    {
        var watch = Stopwatch.StartNew();
        var run = await Shell(script + "\nexit 0", timeout: 30);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        run.Meaning.ShouldBe(ExitMeaning.Success);
        NothingIsLeft();
    }

    [Fact]
    public async Task Children_that_fork_as_fast_as_they_can_are_gone_in_time()
    {
        var watch = Stopwatch.StartNew();
        var run = await Shell("f() { while :; do setsid -f sleep 98765; done; }; f & f & f & wait", timeout: 1);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        run.End.ShouldBeOfType<ProgramExit.TimedOut>();
        NothingIsLeft();
    }

    [Fact]
    public async Task A_stop_ends_it_at_once_and_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var running = Shell("echo up > up; setsid -f sleep 98765; sleep 98765", stopping: stop.Token);
        Until.True(() => File.Exists($"{folder}/up"), () => "not started");
        var watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        NothingIsLeft();
    }

    [Fact]
    public async Task Several_run_at_once_and_none_holds_what_is_another_s()
    {
        var runs = Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            var program = Script("cat; ls /proc/self/fd | wc -l");
            var own = Directory.CreateDirectory(string.Create(CultureInfo.InvariantCulture, $"{folder}/{i}")).FullName;
            File.WriteAllText($"{own}/in", $"{i}\n");
            await Runner.RunAsync(program, Call(program) with { Folder = own, Input = $"{own}/in", Output = $"{own}/out" }, CancellationToken.None);
            return File.ReadAllText($"{own}/out");
        }));
        (await Task.WhenAll(runs)).ShouldBe(Enumerable.Range(0, 12).Select(i => $"{i}\n4\n"));
    }

    [Fact]
    public void People_are_told_that_the_word_is_not_for_them()
    {
        var run = CommandRun.Of(Supervisor.Word, "--help");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldBe("dropzone supervise is for DropZone itself\n");
    }

    private Task<ProgramRun> Shell(string script, int timeout = 60, CancellationToken stopping = default)
    {
        var program = Script(script) with { Timeout = TimeSpan.FromSeconds(timeout) };
        return Runner.RunAsync(program, Call(program), stopping);
    }

    private static ExternalProgram Script(string script) => new() { Path = "/bin/sh", Arguments = ["-c", script] };

    private ProgramCall Call(ExternalProgram program) => new(program.Arguments, folder, null, null, new Dictionary<string, string>());

    /// <summary>No process that came from a run of this test: they sleep as none else does.</summary>
    private static void NothingIsLeft()
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
