using System.Text;
using DropZone.Tables.Primitives.Text;

namespace DropZone.Tables.Validation.Checks;

/// <summary>Compares texts byte by byte, which orders them by code point.</summary>
internal sealed class TextComparison(ComparisonKind kind, IReadOnlyList<string> values) : CellComparison
{
    private readonly byte[] _first = Encoding.UTF8.GetBytes(values[0]);
    private readonly ByteTexts _texts = new(values);

    public override bool TryCompare(ReadOnlySpan<byte> cell, out bool holds)
    {
        holds = kind switch
        {
            ComparisonKind.Less => cell.SequenceCompareTo(_first) < 0,
            ComparisonKind.AtMost => cell.SequenceCompareTo(_first) <= 0,
            ComparisonKind.More => cell.SequenceCompareTo(_first) > 0,
            ComparisonKind.AtLeast => cell.SequenceCompareTo(_first) >= 0,
            ComparisonKind.NotEqual or ComparisonKind.NotIn => !_texts.Contains(cell),
            _ => _texts.Contains(cell),
        };
        return true;
    }
}
