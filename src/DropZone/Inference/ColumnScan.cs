using System.Numerics;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Inference;

/// <summary>The statistics of the cells of one column, in bounded memory.</summary>
internal sealed class ColumnScan
{
    private readonly DistinctValues _distinct = new();
    private readonly KeyDigests _keys = new();
    private readonly long[] _markers = new long[MissingMarkers.All.Length];

    /// <summary>The candidates that took every cell, and those that saw the cell they require, by their bits.</summary>
    private ulong _alive = ulong.MaxValue >> (64 - FieldCandidates.All.Count);
    private ulong _proven;

    /// <summary>The number of cells with a marker of a missing value.</summary>
    private long _marked;

    /// <summary>The number of cells that are neither empty nor a marker.</summary>
    private long _values;
    private long _empty;

    public void Add(ReadOnlySpan<byte> cell, CellInspection inspection)
    {
        _keys.Add(cell);
        if (cell.IsEmpty)
        {
            _empty++;
            return;
        }

        _distinct.Add(cell);
        if (MissingMarkers.Find(cell) is >= 0 and var marker)
        {
            _markers[marker]++;
            _marked++;
            return;
        }

        _values++;
        for (var rest = _alive; rest != 0; rest &= rest - 1)
            Try(BitOperations.TrailingZeroCount(rest), cell, inspection);
    }

    /// <summary>Whether the cell matches this column, and the column is not text.</summary>
    public bool Takes(ReadOnlySpan<byte> cell, CellInspection inspection) =>
        Best(null) is { Note: null } best && best.Takes(cell, inspection);

    /// <summary>Whether the column may have a type other than text.</summary>
    public bool IsTyped => Best(null) is { Note: null };

    /// <summary>The decimal mark of the column, if it is unambiguous.</summary>
    public char? DecimalMark
    {
        get
        {
            var marks = Fitting().Select(candidate => candidate.DecimalMark).Distinct().ToList();
            return marks.Count == 1 ? marks[0] : null;
        }
    }

    /// <param name="decimalMark">The decimal mark of the other columns, for ambiguous columns.</param>
    public InferredField Result(string name, char? decimalMark)
    {
        var best = Best(decimalMark);
        var notes = new List<string>();
        if (_values == 0)
            notes.Add("The column has no value in the samples.");
        if (best?.Note is { } note)
            notes.Add(note);
        if (best is not null && Turned(best) is { } turned)
            notes.Add($"Day and month may be reversed, {turned}: the samples fit both.");
        var field = best?.Field ?? new Field { Name = "" };
        var isText = field is { Type: FieldType.String, Format: "default" };
        var missing = _empty + (isText ? 0 : _marked);
        return new InferredField(
            field with
            {
                Name = name,
                Constraints = new Constraints
                {
                    Required = missing == 0 && _values + _marked > 0,
                    Enum = isText && best is null ? _distinct.Enumerated(_values + _marked) : null,
                },
                MissingValues = isText || _marked == 0 ? null : ["", .. MissingMarkers.All.Where((_, i) => _markers[i] > 0)],
            },
            _keys.AllDiffer && missing == 0 && field is { Type: FieldType.String or FieldType.Integer } or { Type: FieldType.Date, Format: "default" },
            notes);
    }

    private void Try(int index, ReadOnlySpan<byte> cell, CellInspection inspection)
    {
        var candidate = FieldCandidates.All[index];
        if (!candidate.Takes(cell, inspection))
            _alive &= ~(1UL << index);
        else if (candidate.IsEvidence(cell))
            _proven |= 1UL << index;
    }

    /// <summary>Null: nothing but text.</summary>
    private FieldCandidate? Best(char? decimalMark) =>
        Fitting().OrderBy(candidate => candidate.DecimalMark is { } mark && decimalMark is not null && mark != decimalMark).FirstOrDefault();

    private IEnumerable<FieldCandidate> Fitting() => FieldCandidates.All.Where((_, i) => (_alive & _proven & (1UL << i)) != 0);

    /// <summary>The format with day and month exchanged, if that matches, too.</summary>
    private string? Turned(FieldCandidate best)
    {
        var format = best.Field.Format.Replace("%d", "%?", StringComparison.Ordinal).Replace("%m", "%d", StringComparison.Ordinal).Replace("%?", "%m", StringComparison.Ordinal);
        return format != best.Field.Format && Fitting().Any(other => other.Field.Type == best.Field.Type && other.Field.Format == format) ? format : null;
    }
}
