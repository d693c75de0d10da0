using System.Buffers.Binary;
using System.Collections;
using DropZone.Linux;
using DropZone.Linux.Processes;
using Microsoft.Win32.SafeHandles;

namespace DropZone.Processes;

/// <summary>
/// Runs every external program of DropZone: without a shell, with a minimal environment and a timeout. When <see cref="RunAsync"/> has
/// returned, no descendant of the program is left, in any session; a <see cref="Supervisor"/> ensures that even if DropZone is
/// killed.
/// </summary>
/// <param name="supervisor">The command line that starts this binary.</param>
/// <param name="clock">For timeouts.</param>
/// <param name="adopts">
/// Whether this process becomes the parent of the processes of a program that has killed its supervisor, and kills them. Only if it starts
/// no other processes that may leave daemons.
/// </param>
public sealed class ProgramRunner(IReadOnlyList<string> supervisor, TimeProvider clock, bool adopts = false)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.8);

    /// <summary>Returns the runner for a process of the dropzone binary itself.</summary>
    public static ProgramRunner Own(TimeProvider clock) => new(OwnCommandLine(), clock, adopts: true);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled; no process of the program is left.</exception>
    /// <exception cref="IOException">A file or a pipe could not be opened; the program was not started.</exception>
    public async Task<ProgramRun> RunAsync(ExternalProgram program, ProgramCall call, CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        var (lifelineEnd, lifeline) = Descriptors.Pipe();
        var (result, resultEnd) = Descriptors.Pipe();
        var (errors, errorsEnd) = Descriptors.Pipe();
        using var hold = lifeline;
        SystemError errno;
        int process;
        using (lifelineEnd)
        using (resultEnd)
        using (errorsEnd)
        using (var input = Descriptors.OpenInput(call.Input ?? "/dev/null"))
        using (var output = call.Output is { } path ? Descriptors.MakeOutput(path) : null)
        {
            SafeFileHandle[] descriptors = [input, output ?? errorsEnd, errorsEnd, lifelineEnd, resultEnd];
            errno = AdoptedProcesses.Start(
                () =>
                {
                    var error = SpawnedProcess.Start(
                        supervisor[0], [.. supervisor, .. Supervisor.Words(program.Path, call.Arguments, Environment(program, call))], OwnEnvironment(), call.Folder, descriptors, out var started);
                    return (error, started);
                },
                adopts,
                out process);
        }

        var tail = new OutputTail(errors);
        if (errno != 0)
        {
            result.Dispose();
            errors.Dispose();
            return Ended(new ProgramExit.NotStarted(errno));
        }

        var drained = OnThread(tail.Drain);
        var reported = OnThread(() => Read(result));
        var gone = OnThread(() => ChildProcess.Reap(process));
        var isLate = false;
        try
        {
            await reported.WaitAsync(program.Timeout, clock, stopping).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            isLate = true;
        }
        finally
        {
            // the supervisor kills the remaining processes when the lifeline closes
            lifeline.Dispose();
            if (!await Ends(gone).ConfigureAwait(false))
            {
                ProcessSignal.Kill(process);
                await gone.ConfigureAwait(false);
            }

            // the program may have killed its supervisor: its processes are then children of this one
            AdoptedProcesses.Forget(process);
            if (adopts)
                await OnThread(() => AdoptedProcesses.KillAll(Grace)).ConfigureAwait(false);

            // only a process that could not be killed still holds the pipe
            await Ends(drained).ConfigureAwait(false);
        }

        return Ended(isLate ? new ProgramExit.TimedOut(program.Timeout) : await reported.ConfigureAwait(false));

        ProgramRun Ended(ProgramExit end) =>
            new(end, ExitMeanings.Of(end, program), clock.GetElapsedTime(began), tail.Text(), tail.Count);
    }

    private static Task OnThread(Action action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static Task<T> OnThread<T>(Func<T> action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task<bool> Ends(Task task)
    {
        try
        {
            await task.WaitAsync(Grace, clock).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static ProgramExit Read(SafeFileHandle pipe)
    {
        using var stream = new FileStream(pipe, FileAccess.Read, bufferSize: 0);
        Span<byte> result = stackalloc byte[Supervisor.ResultSize];
        if (stream.ReadAtLeast(result, result.Length, throwOnEndOfStream: false) < result.Length)
            return new ProgramExit.Lost();
        var value = BinaryPrimitives.ReadInt32LittleEndian(result[sizeof(int)..]);
        if (BinaryPrimitives.ReadInt32LittleEndian(result) == 1)
            return new ProgramExit.NotStarted((SystemError)value);
        var (isExited, number) = ChildProcess.Read(value);
        return isExited ? new ProgramExit.Exited(number) : new ProgramExit.Killed(number);
    }

    /// <summary>Inherits nothing but HOME: the environment of the service may contain secrets.</summary>
    private static List<string> Environment(ExternalProgram program, ProgramCall call) =>
    [
        $"PATH={program.SearchPath}", "LANG=C.UTF-8", $"HOME={System.Environment.GetEnvironmentVariable("HOME") ?? "/"}", $"TMPDIR={call.Folder}",
        .. call.Environment.Select(pair => $"{pair.Key}={pair.Value}"),
    ];

    private static List<string> OwnEnvironment() =>
        [.. System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(pair => $"{pair.Key}={pair.Value}")];

    private static IReadOnlyList<string> OwnCommandLine()
    {
        var own = System.Environment.ProcessPath!;
        // a build that runs as "dotnet dropzone.dll"
        return Path.GetFileName(own) == "dotnet" ? [own, System.Environment.GetCommandLineArgs()[0]] : [own];
    }
}
