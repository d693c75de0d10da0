using System.Text;
using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Booleans in a whole word: PostgreSQL takes parts of one, too.</summary>
internal sealed class BooleanValue : ColumnValue
{
    private static readonly string[] Words = ["true", "false", "t", "f", "yes", "no", "y", "n", "on", "off", "1", "0"];

    public override string Expected => "true or false";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        foreach (var word in Words)
        {
            if (!Ascii.EqualsIgnoreCase(value, word))
                continue;
            result.Append(value);
            return true;
        }

        return false;
    }
}
