using System.Diagnostics;

namespace DropZone.Benchmarks;

/// <summary>The service with its own zone, deleted on disposal.</summary>
internal sealed class Service : IDisposable
{
    private readonly Process _process;
    private readonly MemoryGroup? _group;
    private readonly ManualResetEventSlim _ready = new();
    private string _lastLine = "no output";
    private int _archived;

    /// <param name="program">The published binary, or the build's .dll, which dotnet runs.</param>
    /// <param name="folder">Parent folder of the zone.</param>
    /// <param name="feeds">YAML of each feed.</param>
    public Service(string program, string folder, params IReadOnlyList<string> feeds)
        : this(program, folder, _ => { }, null, feeds)
    {
    }

    /// <param name="program">The published binary, or the build's .dll, which dotnet runs.</param>
    /// <param name="folder">Parent folder of the zone.</param>
    /// <param name="fill">Fills the zone, whose root it receives, before the service starts.</param>
    /// <param name="megabytes">Memory limit, in MiB; null: none. Needs root.</param>
    /// <param name="feeds">YAML of each feed.</param>
    public Service(string program, string folder, Action<string> fill, int? megabytes, params IReadOnlyList<string> feeds)
    {
        Root = Path.Combine(folder, $"zone-of-{Path.GetFileName(program)}-{Environment.ProcessId}");
        Directory.CreateDirectory($"{Root}/etc/feeds.d");
        for (var i = 0; i < feeds.Count; i++)
            File.WriteAllText($"{Root}/etc/feeds.d/{i:000}.yaml", feeds[i]);
        fill(Root);
        var watch = Stopwatch.StartNew();
        _process = program.EndsWith(".dll", StringComparison.Ordinal)
            ? new Process { StartInfo = new("dotnet", [program, "run", "--zone", Root]) }
            : new Process { StartInfo = new(program, ["run", "--zone", Root]) };
        _group = megabytes is { } limit ? MemoryGroup.Create(limit) : null;
        _group?.Enter(_process.StartInfo);
        _process.StartInfo.RedirectStandardOutput = _process.StartInfo.RedirectStandardError = true;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!_ready.Wait(TimeSpan.FromMinutes(1)))
            throw new InvalidOperationException($"{program} is not ready after a minute. Last line of its output: {_lastLine}");
        Start = watch.Elapsed;
    }

    public string Root { get; }

    /// <summary>Time from the start of the process to its "ready" line.</summary>
    public TimeSpan Start { get; }

    /// <summary>Peak resident memory, in MiB.</summary>
    public int Peak => Status("VmHWM:");

    /// <summary>Current resident memory, in MiB.</summary>
    public int Memory => Status("VmRSS:");

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Returns the archive folder of the latest day, or an empty string if there is none.</summary>
    public string Archive(string feed) => Directory.Exists($"{Root}/archive/{feed}") ? Directory.GetDirectories($"{Root}/archive/{feed}").Max(StringComparer.Ordinal)! : "";

    /// <summary>Returns the number of archived jobs of the feed.</summary>
    public int Archived(string feed) => Archive(feed) is { Length: > 0 } folder ? Directory.EnumerateDirectories(folder).Count(path => !Path.GetFileName(path).StartsWith('.')) : 0;

    /// <summary>Number of jobs archived according to the log: listing the folders would take processor time from the service.</summary>
    public int ArchivedCount => Volatile.Read(ref _archived);

    /// <summary>Moves the file into the feed's folder and waits until its job is archived. Then moves the file back, removes job and output, and returns the time taken.</summary>
    public TimeSpan Convert(string file, string feed)
    {
        var watch = Stopwatch.StartNew();
        File.Move(file, $"{Root}/incoming/{feed}/{Path.GetFileName(file)}");
        while (Archived(feed) == 0)
        {
            if (Directory.Exists($"{Root}/failed/{feed}") && Directory.GetDirectories($"{Root}/failed/{feed}") is [var quarantined, ..])
                throw new InvalidOperationException(File.ReadAllText($"{quarantined}/report.txt"));
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
        Command.Run("kill", $"{_process.Id}");
        _process.WaitForExit();
        _process.Dispose();
        _ready.Dispose();
        _group?.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private int Status(string name) => int.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        System.Globalization.CultureInfo.InvariantCulture) / 1024;

    private void Take(string? line)
    {
        _lastLine = line ?? _lastLine;
        if (line?.Contains(" archived: ", StringComparison.Ordinal) == true)
            Interlocked.Increment(ref _archived);
        if (line?.Contains("ready after", StringComparison.Ordinal) == true)
            _ready.Set();
    }
}
