using System.Collections.Concurrent;
using System.Diagnostics;
using Shouldly;

namespace DropZone.EndToEnd.Harness;

/// <summary>A process of the built program, with its output.</summary>
public sealed class DropZoneProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ManualResetEventSlim _ready = new();

    private DropZoneProcess(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment, string? program = null)
    {
        var start = new ProcessStartInfo(program ?? Binary) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static string Binary => BuiltProgram.Path;

    public string Output => string.Join('\n', _lines);

    /// <summary>The last twenty lines of the output.</summary>
    public string LastOutput => string.Join('\n', _lines.TakeLast(20));

    public int Id => _process.Id;

    /// <summary>Starts the service and returns when it has logged that it is ready.</summary>
    /// <param name="fault">The durable step to break, as in DROPZONE_FAULT.</param>
    /// <param name="environment">Variables added to the environment of the test.</param>
    public static DropZoneProcess RunService(TestZone zone, string? fault = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var service = StartService(zone, fault, environment);
        service.WaitUntilReady();
        return service;
    }

    /// <summary>Starts the service and returns immediately.</summary>
    public static DropZoneProcess StartService(TestZone zone, string? fault = null, IReadOnlyDictionary<string, string>? environment = null) => new(
        ["run", "--zone", zone.Root],
        fault is null ? environment : new Dictionary<string, string>(environment ?? new Dictionary<string, string>()) { ["DROPZONE_FAULT"] = fault });

    /// <summary>Starts the service as another user and returns when it is ready.</summary>
    public static DropZoneProcess RunServiceAs(string user, TestZone zone)
    {
        var service = new DropZoneProcess(["--reuid", user, "--clear-groups", Binary, "run", "--zone", zone.Root], null, "setpriv");
        service.WaitUntilReady();
        return service;
    }

    /// <summary>Starts the service in the mount namespace of the disk and returns when it is ready.</summary>
    public static DropZoneProcess RunServiceOn(Disk disk, TestZone zone)
    {
        var service = new DropZoneProcess(["--target", $"{disk.Keeper}", "--mount", Binary, "run", "--zone", $"{disk.Mount}/{Path.GetFileName(zone.Root)}"], null, "nsenter");
        service.WaitUntilReady();
        return service;
    }

    /// <summary>Starts the service as systemd does, with debug logging: JOURNAL_STREAM names its standard error, so it logs to the journal.</summary>
    public static DropZoneProcess StartServiceInJournal(TestZone zone, IReadOnlyDictionary<string, string> environment) => new(
        ["-c", "JOURNAL_STREAM=$(stat -L -c %d:%i /proc/self/fd/2) exec \"$0\" run --verbose --zone \"$1\"", Binary, zone.Root], environment, "/bin/sh");

    /// <summary>Runs a command and returns its exit code and output.</summary>
    public static (int ExitCode, string Output) Run(params string[] arguments) => RunWith(null, arguments);

    /// <summary>Runs a command with a broken durable step.</summary>
    public static (int ExitCode, string Output) RunWith(string? fault, params string[] arguments)
    {
        using var command = new DropZoneProcess(arguments, fault is null ? null : new Dictionary<string, string> { ["DROPZONE_FAULT"] = fault });
        var exitCode = command.WaitForExit();
        return (exitCode, command.Output);
    }

    /// <summary>Waits until the text was logged: a log line often follows its change on the disk.</summary>
    public void ShouldLog(string text, int times = 1) =>
        Until.True(() => Output.Split(text).Length > times, () => $"'{text}' was not logged {times} times:\n{Output}");

    /// <summary>Waits until the service is ready or has exited. For a service that may be killed at any moment.</summary>
    public void WaitUntilReadyOrExited() => Until.True(() => HasExited || _ready.IsSet, () => Output);

    public void WaitUntilReady() => _ready.Wait(Patience).ShouldBeTrue($"not ready:\n{Output}");

    public int WaitForExit()
    {
        _process.WaitForExit(Patience).ShouldBeTrue($"still running:\n{Output}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM and returns the exit code.</summary>
    public int Stop()
    {
        Signals.Terminate(_process.Id);
        return WaitForExit();
    }

    /// <summary>Sends SIGKILL and waits for the exit.</summary>
    public void Kill()
    {
        _process.Kill();
        WaitForExit();
    }

    /// <summary>Peak resident memory of the running process, in MiB.</summary>
    public long PeakMegabytes => StatusKilobytes("VmHWM") / 1024;

    public bool HasExited => _process.HasExited;

    /// <summary>Processor time used so far.</summary>
    private TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Number of warnings and errors logged.</summary>
    public int ProblemCount => _lines.Count(line => line.Contains(" WARN ", StringComparison.Ordinal) || line.Contains(" ERROR ", StringComparison.Ordinal));

    /// <summary>Observes the process for <paramref name="time"/>. It must keep running and use less than 5 % of a core.</summary>
    public void ShouldStayIdle(TimeSpan time, string attempt = "")
    {
        var before = ProcessorTime;
        var watch = Stopwatch.StartNew();
        using var pause = new ManualResetEventSlim();
        pause.Wait(time);
        HasExited.ShouldBeFalse($"{attempt}\n{Output}");
        (ProcessorTime - before).ShouldBeLessThan(watch.Elapsed * 0.05, $"{attempt}\n{Output}");
    }

    /// <summary>Returns a value of /proc/PID/status, in KiB.</summary>
    public long StatusKilobytes(string name) => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith(name + ":", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        _ready.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (line.Contains("ready after", StringComparison.Ordinal))
            _ready.Set();
    }
}
