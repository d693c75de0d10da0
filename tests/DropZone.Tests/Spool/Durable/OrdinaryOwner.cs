using System.Runtime.InteropServices;
using Shouldly;

namespace DropZone.Tests.Spool.Durable;

/// <summary>
/// While it lives, this thread, of root, may not change the modes of files of others, like the service's user: without the capability
/// CAP_FOWNER. Source: capabilities(7), capget(2).
/// </summary>
internal sealed partial class OrdinaryOwner : IDisposable
{
    private const uint Version3 = 0x20080522;
    private const uint OwnerOfAll = 1 << 3; // CAP_FOWNER
    private readonly uint[] _before = new uint[6]; // effective, permitted, inheritable: of the lower 32, then of the upper

    public OrdinaryOwner()
    {
        Call(capget, _before);
        var without = (uint[])_before.Clone();
        without[0] &= ~OwnerOfAll;
        Call(capset, without);
    }

    private delegate int Capabilities(uint[] header, uint[] data);

    public void Dispose() => Call(capset, _before);

    private static void Call(Capabilities call, uint[] data) => call([Version3, 0], data).ShouldBe(0);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int capget([In, Out] uint[] header, [In, Out] uint[] data);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int capset([In, Out] uint[] header, [In] uint[] data);
}
