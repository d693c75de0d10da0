using System.Diagnostics;
using Shouldly;

namespace DropZone.EndToEnd.Harness;

/// <summary>Waits for a condition by polling, because the program under test is another process.</summary>
public static class Until
{
    /// <summary>Fails the test with <paramref name="message"/> if the condition is not true within <paramref name="seconds"/>.</summary>
    /// <remarks>The default is no claim about speed: a machine busy with other tests, on which large files are converted at a low priority, must not end it.</remarks>
    public static void True(Func<bool> condition, Func<string> message, int seconds = 180)
    {
        var watch = Stopwatch.StartNew();
        using var pause = new ManualResetEventSlim();
        while (!condition())
        {
            if (watch.Elapsed.TotalSeconds >= seconds)
                throw new ShouldAssertException(message()); // evaluated only on failure: the output of a service may be long
            pause.Wait(5);
        }
    }
}
