using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;

namespace DropZone.Ledger;

/// <summary>The key of a record in the ledger: 16 bytes that belong to one feed.</summary>
internal static class RecordKey
{
    public static readonly int Size = Unsafe.SizeOf<UInt128>();

    /// <summary>Returns the number that keeps the keys of feeds apart, for <see cref="Write"/>.</summary>
    public static UInt128 SaltOf(string feed) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(feed));

    public static void Write(Span<byte> target, UInt128 key, UInt128 salt) => BinaryPrimitives.WriteUInt128BigEndian(target, key ^ salt);
}
