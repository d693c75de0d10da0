using System.IO.Hashing;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Text;

/// <summary>Reads items that are texts.</summary>
internal sealed class TextItemReader : ItemReader
{
    public override bool IsValid(ReadOnlySpan<byte> item) => true;

    public override bool TryDigest(ReadOnlySpan<byte> item, out UInt128 digest)
    {
        digest = XxHash128.HashToUInt128(item);
        return true;
    }
}
