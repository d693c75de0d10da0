using System.Text;
using DropZone.Csv;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Capitalizes each word: <c>Anne-Marie o'neill</c> becomes <c>Anne-Marie O'neill</c>. An apostrophe does not end a word.</summary>
internal sealed class TitleEdit : CellEdit
{
    public override bool KeepsValues => true;

    public override EditOutcome Apply(ReadOnlySpan<byte> cell, ByteBuffer result)
    {
        var isInWord = false;
        var rest = cell;
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            rest = rest[length..];
            result.Advance((isInWord ? Rune.ToLowerInvariant(rune) : Rune.ToUpperInvariant(rune)).EncodeToUtf8(result.Reserve(4)));
            isInWord = Rune.IsLetterOrDigit(rune) || (isInWord && rune.Value is '\'' or '\u2019');
        }

        return result.Written.SequenceEqual(cell) ? EditOutcome.Unchanged : EditOutcome.Changed;
    }
}
