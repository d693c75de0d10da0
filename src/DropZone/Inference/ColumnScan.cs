using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Inference;

/// <summary>The statistics of the cells of one column, in bounded memory.</summary>
internal sealed class ColumnScan
{
    private const int ValuesForType = 3;

    private readonly DistinctValues _distinct = new();
    private readonly KeyDigests _keys = new();
    private readonly long[] _markers = new long[MissingMarkers.All.Length];

    /// <summary>The candidates that took every cell, those that took every cell but one, and those that saw the cell they require, by their bits.</summary>
    private UInt128 _alive = UInt128.MaxValue >> (128 - FieldCandidates.All.Count);
    private UInt128 _failedOnce;
    private UInt128 _proven;

    /// <summary>The line of the cell that a candidate of <see cref="_failedOnce"/> did not take.</summary>
    private readonly long[] _failures = new long[FieldCandidates.All.Count];

    /// <summary>The number of cells with a marker of a missing value.</summary>
    private long _marked;

    /// <summary>The number of cells that are neither empty nor a marker.</summary>
    private long _values;
    private long _empty;

    /// <param name="line">The line of its row.</param>
    public void Add(ReadOnlySpan<byte> cell, CellInspection inspection, long line)
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
        for (var rest = _alive | _failedOnce; rest != 0; rest &= rest - 1)
            Try((int)UInt128.TrailingZeroCount(rest), cell, inspection, line);
    }

    /// <summary>Whether the cell matches this column, and the column is not text.</summary>
    public bool Takes(ReadOnlySpan<byte> cell, CellInspection inspection) =>
        Best(null) is { Note: null } best && best.Takes(cell, inspection);

    /// <summary>Whether the cell is a number or date like those of the column, though in another form: it is data, no label.</summary>
    public bool Resembles(ReadOnlySpan<byte> cell) => (Best(null) is { Note: null } best ? best : ButOne() is >= 0 and var index ? FieldCandidates.All[index] : null)?.Field.Type switch
    {
        FieldType.Integer or FieldType.Number => NumberShape.IsOfAnyCountry(cell),
        FieldType.Date or FieldType.DateTime => DateShape.IsDate(cell),
        _ => false,
    };

    /// <summary>Whether the column may have a type other than text.</summary>
    public bool IsTyped => Best(null) is { Note: null };

    /// <summary>Like <see cref="Takes"/>, for a column that one cell alone makes text.</summary>
    public bool TakesButOne(ReadOnlySpan<byte> cell, CellInspection inspection) => ButOne() is >= 0 and var index && FieldCandidates.All[index].Takes(cell, inspection);

    /// <summary>Whether the column would have a type other than text without one of its cells.</summary>
    public bool IsTypedButOne => ButOne() >= 0;

    /// <summary>The decimal mark of the column, if it is unambiguous.</summary>
    public char? DecimalMark
    {
        get
        {
            var marks = Fitting().Where(candidate => candidate.Note is null).Select(candidate => candidate.DecimalMark).Distinct().ToList();
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
        if (best != FieldCandidates.All[^1] && ButOne() is >= 0 and var likely)
            notes.Add($"All values but that of line {_failures[likely]} are of type {FieldCandidates.All[likely].Field.Type.ToString().ToLowerInvariant()}: a footer or a mistake? Kept as text.");
        if (best is { Note: null, Field.Type: FieldType.Number } && MissingMarkers.All.Where((marker, i) => _markers[i] > 0 && marker is "NaN" or "nan").Any())
            notes.Add("NaN is read as a missing value. If it is a number, remove it from missingValues.");
        if (best is not null)
            notes.AddRange(Doubts(best));
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

    private void Try(int index, ReadOnlySpan<byte> cell, CellInspection inspection, long line)
    {
        var candidate = FieldCandidates.All[index];
        var bit = UInt128.One << index;
        if (candidate.Takes(cell, inspection))
        {
            if (candidate.IsEvidence(cell))
                _proven |= bit;
            return;
        }

        _failedOnce = (_alive & bit) | (_failedOnce & ~bit);
        _alive &= ~bit;
        _failures[index] = line;
    }

    /// <summary>Returns the narrowest candidate; null: nothing but text. Of two that read a mark differently, the one of the other columns, or else the one that rejects more: groups.</summary>
    /// <param name="decimalMark">The decimal mark of the other columns; null: unknown.</param>
    private FieldCandidate? Best(char? decimalMark) =>
        Fitting().OrderBy(candidate => candidate.Note is not null)
            .ThenBy(candidate => candidate.DecimalMark is { } mark && decimalMark is not null && mark != decimalMark)
            .ThenBy(candidate => decimalMark is null && candidate is { Mark: not null, Field.GroupChar: null } && Fitting().Any(other => IsOtherReading(other, candidate)))
            .FirstOrDefault();

    private IEnumerable<FieldCandidate> Fitting() => FieldCandidates.All.Where((_, i) => (_alive & _proven & (UInt128.One << i)) != 0);

    /// <summary>Returns the index of the candidate for all values but one; -1: none, or there are too few values, or one fits all.</summary>
    private int ButOne()
    {
        if (_values < ValuesForType || Best(null) is { Note: null })
            return -1;
        for (var i = 0; i < _failures.Length; i++)
            if (FieldCandidates.All[i].Note is null && (_failedOnce & _proven & (UInt128.One << i)) != 0)
                return i;
        return -1;
    }

    private IEnumerable<string> Doubts(FieldCandidate best)
    {
        foreach (var other in Fitting().Where(other => other.Field.Type == best.Field.Type && other != best && IsReordered(other.Field.Format, best.Field.Format)))
        {
            yield return other.Field.Format.IndexOf("%y", StringComparison.OrdinalIgnoreCase) == best.Field.Format.IndexOf("%y", StringComparison.OrdinalIgnoreCase)
                ? $"Day and month may be reversed, {other.Field.Format}: the samples fit both."
                : $"Day, month and year may have another order, {other.Field.Format}: the samples fit both.";
        }

        if (Fitting().Any(other => IsOtherReading(other, best)))
        {
            yield return best.Field.GroupChar is { } group
                ? $"The mark {YamlText.Quoted(group)} groups thousands here; it may be a decimal mark: the samples fit both."
                : $"The mark {YamlText.Quoted(best.Field.DecimalChar)} is a decimal mark here; it may group thousands: the samples fit both.";
        }
    }

    private static bool IsReordered(string format, string other) => format != other && format.Order().SequenceEqual(other.Order());

    /// <summary>Whether one of them reads the mark as a decimal mark and the other one as a group mark.</summary>
    private static bool IsOtherReading(FieldCandidate one, FieldCandidate other) =>
        one.Mark is { } mark && mark == other.Mark && one.Field.GroupChar is null != other.Field.GroupChar is null;
}
