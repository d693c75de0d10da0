using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using DropZone.Csv;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Replaces the matches of a regular expression, in a time linear in the cell. <c>$1</c> refers to a group.</summary>
internal sealed class RegexReplaceEdit(Regex regex, string to) : CellEdit
{
    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        var characters = ArrayPool<char>.Shared.Rent(cell.Length);
        try
        {
            var text = characters.AsSpan(0, Encoding.UTF8.GetChars(cell, characters));
            if (!regex.IsMatch(text))
                return EditOutcome.Unchanged;
            // only cells that match are converted to strings
            var replaced = regex.Replace(new string(text), to);
            result.Advance(Encoding.UTF8.GetBytes(replaced, result.Reserve(Encoding.UTF8.GetMaxByteCount(replaced.Length))));
            return result.Written.SequenceEqual(cell) ? EditOutcome.Unchanged : EditOutcome.Changed;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }
}
