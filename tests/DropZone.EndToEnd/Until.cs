using System.Diagnostics;
using Shouldly;

namespace DropZone.EndToEnd;

/// <summary>Waits for a state of the disk, by looking often: the program under test is another process.</summary>
public static class Until
{
    /// <summary>Fails with <paramref name="what"/> after the patience is over.</summary>
    public static void True(Func<bool> condition, Func<string> what, int seconds = 60)
    {
        var watch = Stopwatch.StartNew();
        using var pause = new ManualResetEventSlim();
        while (!condition())
        {
            (watch.Elapsed.TotalSeconds < seconds).ShouldBeTrue(what());
            pause.Wait(5);
        }
    }
}
