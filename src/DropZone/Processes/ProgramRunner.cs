using System.Buffers.Binary;
using System.Collections;
using DropZone.Linux;
using Microsoft.Win32.SafeHandles;

namespace DropZone.Processes;

/// <summary>
/// Runs every outside program of DropZone. No shell; an environment made for it; a time after which it is killed; and when
/// <see cref="RunAsync"/> has returned, nothing that the program started is left, in whatever session, nor if DropZone itself
/// is killed meanwhile: a <see cref="Supervisor"/> sees to that.
/// </summary>
/// <param name="supervisor">The words that start our own binary.</param>
/// <param name="clock">For timeouts.</param>
public sealed class ProgramRunner(IReadOnlyList<string> supervisor, TimeProvider clock)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.8);

    /// <summary>The runner of a process of our own binary.</summary>
    public static ProgramRunner Own(TimeProvider clock) => new(OwnWords(), clock);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was asked for; nothing of the program is left.</exception>
    /// <exception cref="IOException">It was not even tried: a file or a pipe could not be opened.</exception>
    public async Task<ProgramRun> RunAsync(ExternalProgram program, ProgramCall call, CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        var (lifelineEnd, lifeline) = Descriptors.Pipe();
        var (result, resultEnd) = Descriptors.Pipe();
        var (said, saidEnd) = Descriptors.Pipe();
        using var hold = lifeline;
        SystemError errno;
        int process;
        using (lifelineEnd)
        using (resultEnd)
        using (saidEnd)
        using (var input = Descriptors.OpenInput(call.Input ?? "/dev/null"))
        using (var output = call.Output is { } path ? Descriptors.MakeOutput(path) : null)
        {
            errno = SpawnedProcess.Start(
                supervisor[0], [.. supervisor, .. Supervisor.Words(program.Path, call.Arguments, Environment(program, call))], OwnEnvironment(), call.Folder,
                [input, output ?? saidEnd, saidEnd, lifelineEnd, resultEnd], out process);
        }

        var tail = new OutputTail(said);
        if (errno != 0)
        {
            result.Dispose();
            said.Dispose();
            return Ended(new ProgramExit.NotStarted(errno));
        }

        var drained = OnThread(tail.Drain);
        var told = OnThread(() => Read(result));
        var gone = OnThread(() => ChildProcess.Reap(process));
        var isLate = false;
        try
        {
            await told.WaitAsync(program.Timeout, clock, stopping).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            isLate = true;
        }
        finally
        {
            // what is left is killed when the lifeline breaks; at once if the program has ended by itself
            lifeline.Dispose();
            if (!await Ends(gone).ConfigureAwait(false))
            {
                ProcessSignal.Kill(process);
                await gone.ConfigureAwait(false);
            }

            // only what could not be killed still holds the pipe
            await Ends(drained).ConfigureAwait(false);
        }

        return Ended(isLate ? new ProgramExit.TimedOut(program.Timeout) : await told.ConfigureAwait(false));

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

    /// <summary>Made from nothing: what the service has in its own may be secret.</summary>
    private static List<string> Environment(ExternalProgram program, ProgramCall call) =>
    [
        $"PATH={program.SearchPath}", "LANG=C.UTF-8", $"HOME={System.Environment.GetEnvironmentVariable("HOME") ?? "/"}", $"TMPDIR={call.Folder}",
        .. call.Environment.Select(pair => $"{pair.Key}={pair.Value}"),
    ];

    private static List<string> OwnEnvironment() =>
        [.. System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(pair => $"{pair.Key}={pair.Value}")];

    private static IReadOnlyList<string> OwnWords()
    {
        var own = System.Environment.ProcessPath!;
        // a build that is run as "dotnet dropzone.dll"
        return Path.GetFileName(own) == "dotnet" ? [own, System.Environment.GetCommandLineArgs()[0]] : [own];
    }
}
