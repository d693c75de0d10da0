using System.Diagnostics;

namespace DropZone.Benchmarks;

/// <summary>The service on a zone of its own, which goes with it.</summary>
internal sealed class Service : IDisposable
{
    private readonly Process process;
    private readonly ManualResetEventSlim ready = new();
    private string said = "nothing was said";
    private int archived;

    /// <param name="program">The published binary, or the build's .dll, which dotnet runs.</param>
    /// <param name="folder">Where the zone is made.</param>
    /// <param name="feeds">Their YAML; each is named by its first line.</param>
    public Service(string program, string folder, params IReadOnlyList<string> feeds)
        : this(program, folder, _ => { }, feeds)
    {
    }

    /// <param name="fill">Puts into the zone what is there before the service starts.</param>
    public Service(string program, string folder, Action<string> fill, params IReadOnlyList<string> feeds)
    {
        Root = Path.Combine(folder, $"zone-of-{Path.GetFileName(program)}-{Environment.ProcessId}");
        Directory.CreateDirectory($"{Root}/etc/feeds.d");
        for (var i = 0; i < feeds.Count; i++)
            File.WriteAllText($"{Root}/etc/feeds.d/{i:000}.yaml", feeds[i]);
        fill(Root);
        var watch = Stopwatch.StartNew();
        process = program.EndsWith(".dll", StringComparison.Ordinal)
            ? new Process { StartInfo = new("dotnet", [program, "run", "--zone", Root]) }
            : new Process { StartInfo = new(program, ["run", "--zone", Root]) };
        process.StartInfo.RedirectStandardOutput = process.StartInfo.RedirectStandardError = true;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!ready.Wait(TimeSpan.FromMinutes(1)))
            throw new InvalidOperationException($"{program} is not ready: {said}");
        Start = watch.Elapsed;
    }

    public string Root { get; }

    /// <summary>From its start to what it said when it was ready.</summary>
    public TimeSpan Start { get; }

    /// <summary>Resident, in megabytes.</summary>
    public int Peak => Status("VmHWM:");

    /// <summary>Resident, in megabytes.</summary>
    public int Memory => Status("VmRSS:");

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The folder of today's jobs that are done.</summary>
    public string Archive(string feed) => Directory.Exists($"{Root}/archive/{feed}") ? Directory.GetDirectories($"{Root}/archive/{feed}").Max(StringComparer.Ordinal)! : "";

    /// <summary>How many jobs of the feed are done.</summary>
    public int Archived(string feed) => Archive(feed) is { Length: > 0 } folder ? Directory.EnumerateDirectories(folder).Count(path => !Path.GetFileName(path).StartsWith('.')) : 0;

    /// <summary>How many jobs it has said to be archived: to ask the folders would take a processor from it.</summary>
    public int Said => Volatile.Read(ref archived);

    /// <summary>Renames the file in and waits until its job is archived; then takes the file back and removes the rest.</summary>
    public TimeSpan Convert(string file, string feed)
    {
        var watch = Stopwatch.StartNew();
        File.Move(file, $"{Root}/incoming/{feed}/{Path.GetFileName(file)}");
        while (Archived(feed) == 0)
        {
            if (Directory.Exists($"{Root}/failed/{feed}") && Directory.GetDirectories($"{Root}/failed/{feed}") is [var bundle, ..])
                throw new InvalidOperationException(File.ReadAllText($"{bundle}/report.txt"));
            Thread.Sleep(1);
        }

        var time = watch.Elapsed;
        var job = Directory.GetDirectories(Archive(feed)).Single();
        File.Move($"{job}/{Path.GetFileName(file)}", file);
        Directory.Delete(job, recursive: true);
        Directory.Delete($"{Root}/outgoing/{feed}", recursive: true);
        return time;
    }

    public void Dispose()
    {
        Command.Run("kill", $"{process.Id}");
        process.WaitForExit();
        process.Dispose();
        ready.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private int Status(string name) => int.Parse(
        File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        System.Globalization.CultureInfo.InvariantCulture) / 1024;

    private void Take(string? line)
    {
        said = line ?? said;
        if (line?.Contains(" archived: ", StringComparison.Ordinal) == true)
            Interlocked.Increment(ref archived);
        if (line?.Contains("ready after", StringComparison.Ordinal) == true)
            ready.Set();
    }
}
