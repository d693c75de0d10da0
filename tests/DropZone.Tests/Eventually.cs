using Shouldly;

namespace DropZone.Tests;

/// <summary>Waits for another thread.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="condition">Becomes true, possibly after it has advanced a clock.</param>
    /// <param name="what">The condition in words.</param>
    public static void True(Func<bool> condition, string what) => SpinWait.SpinUntil(condition, Patience).ShouldBeTrue(what);
}
