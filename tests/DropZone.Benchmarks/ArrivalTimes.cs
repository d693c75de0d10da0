using System.Diagnostics;

namespace DropZone.Benchmarks;

/// <summary>Times from the close of small files, dropped one at a time, to their arrival in another folder.</summary>
internal static class ArrivalTimes
{
    private const int Warmup = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>A file of 2 KB.</summary>
    public static byte[] Content { get; } = [.. "id,text\n"u8, .. Enumerable.Repeat("1,some text\n"u8.ToArray(), 150).SelectMany(row => row)];

    /// <summary>Returns the times in milliseconds, sorted.</summary>
    /// <param name="incoming">The folder where the files are dropped.</param>
    /// <param name="done">The folder where they, or the folders of their jobs, arrive.</param>
    /// <param name="files">The number of files measured.</param>
    /// <param name="prefix">Of their names.</param>
    public static List<double> Measure(string incoming, string done, int files, string prefix = "")
    {
        long arrival = 0;
        using var arrived = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(done);
        watcher.Created += (_, _) =>
        {
            arrival = Stopwatch.GetTimestamp();
            arrived.Release();
        };
        watcher.EnableRaisingEvents = true;
        var times = new List<double>();
        for (var i = 0; i < files + Warmup; i++)
        {
            using (var file = File.Create($"{incoming}/{prefix}{i:000000}.csv"))
                file.Write(Content);
            var closed = Stopwatch.GetTimestamp();
            if (!arrived.Wait(Longest))
                throw new InvalidOperationException($"file {i} did not arrive in {done}");
            if (i >= Warmup)
                times.Add(Stopwatch.GetElapsedTime(closed, arrival).TotalMilliseconds);
            Thread.Sleep(Pause);
        }

        times.Sort();
        return times;
    }
}
