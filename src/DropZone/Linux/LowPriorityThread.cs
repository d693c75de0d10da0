using System.Runtime.ExceptionServices;

namespace DropZone.Linux;

/// <summary>
/// setpriority(2) of one thread, which the threads that it starts inherit. A thread of its own, because a process without CAP_SYS_NICE
/// cannot undo it.
/// While a processor is idle, it runs as fast as any other.
/// </summary>
public static class LowPriorityThread
{
    /// <summary>The nice value: about a tenth of the share of a usual thread (sched(7)).</summary>
    private const int Niceness = 10;

    /// <summary>Runs the action on a thread of low priority, and returns or throws what it did.</summary>
    public static T Run<T>(Func<T> action)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                _ = NativeMethods.setpriority(0, 0, Niceness); // of the calling thread; refused, it only runs as any other
                result = action();
            }
            catch (Exception thrown)
            {
                failure = ExceptionDispatchInfo.Capture(thrown);
            }
        })
        { IsBackground = true, Name = "conversion" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
