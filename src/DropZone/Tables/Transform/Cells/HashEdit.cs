using System.Security.Cryptography;
using DropZone.Csv;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>HMAC-SHA-256 (RFC 2104) of the cell's bytes, as 64 lower-case hexadecimal digits.</summary>
internal sealed class HashEdit(HashKey key) : CellEdit
{
    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Bytes, cell, digest);
        Convert.TryToHexStringLower(digest, result.Reserve(2 * digest.Length), out var length);
        result.Advance(length);
        return EditOutcome.Changed;
    }
}
