using System.Diagnostics;
using Shouldly;

namespace DropZone.EndToEnd.Harness;

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
            if (watch.Elapsed.TotalSeconds >= seconds)
                throw new ShouldAssertException(what()); // what a service has said may be long: it is asked once
            pause.Wait(5);
        }
    }
}
