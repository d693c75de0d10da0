using DropZone.Errors;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Validation.Header;

/// <summary>
/// Compares the labels of a file with the fields of a schema. One mistake by the sender can change many labels: it is reported as one
/// error.
/// </summary>
/// <param name="looksLikeData">Whether the labels could be the cells of a row, by the types of the schema.</param>
internal sealed class HeaderCheck(IReadOnlyList<string> labels, TableSchema? schema, string delimiter, Func<bool> looksLikeData)
{
    private const int MaxNamed = 20;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly List<HeaderFault> _faults = [];
    private readonly List<string> _fields = [.. schema?.Fields.Select(field => field.Name) ?? []];
    private bool _isMisread;
    private bool _hasLabels = true;

    public HeaderMatch Run()
    {
        if (labels.All(label => label.Length == 0))
        {
            _hasLabels = false;
            Add(ErrorCode.BlankHeader, -1, null, null, "The first row has no labels; expected the header.");
        }
        else
        {
            Blanks();
            Duplicates();
            if (schema is not null && _faults.Count == 0)
                Compare(schema);
        }

        return new HeaderMatch(_faults, schema is null ? [] : Columns(), _isMisread) { Certain = _hasLabels && _faults.Count > 0 ? Certain() : [] };
    }

    /// <summary>Returns the columns whose label is that of the field in this place, and of no other column.</summary>
    private List<int> Certain() =>
        [.. _fields.Select((field, i) => i < labels.Count && labels[i] == field && labels.Count(label => label == field) == 1 ? i : -1)];

    private List<int> Columns()
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < labels.Count; i++)
            places.TryAdd(labels[i], i);
        return _fields.ConvertAll(field => places.GetValueOrDefault(field, -1));
    }

    private void Blanks()
    {
        var blank = Places(label => label.Length == 0);
        if (blank.Count > 0)
            Add(ErrorCode.BlankLabel, blank[0], blank[0] + 1, null, $"The label of column {blank[0] + 1} is empty; expected a name{Others(blank, "empty")}.");
    }

    private void Duplicates()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var twice = Places(label => label.Length > 0 && !seen.Add(label));
        if (twice.Count == 0)
            return;
        var first = labels.TakeWhile(other => other != labels[twice[0]]).Count();
        Add(ErrorCode.DuplicateLabel, twice[0], twice[0] + 1, labels[twice[0]],
            $"The label of column {twice[0] + 1} is already the label of column {first + 1}. Labels must be unique{Others(twice, "duplicates")}.");
    }

    private void Compare(TableSchema schema)
    {
        var extra = Places(label => !_fields.Contains(label, StringComparer.Ordinal));
        var absent = Enumerable.Range(0, _fields.Count).Where(i => !labels.Contains(_fields[i], StringComparer.Ordinal)).ToList();
        if (extra.Count == labels.Count && (OtherDelimiter() || NoHeader()))
            return;
        switch (schema.FieldsMatch)
        {
            case FieldsMatch.Exact when absent.Count == 0 && extra.Count == 0:
                Order();
                break;
            case FieldsMatch.Exact or FieldsMatch.Equal when absent.Count == extra.Count && absent.Count > 0:
                Renamed(extra, absent);
                break;
            case FieldsMatch.Exact or FieldsMatch.Equal:
                Missing(absent);
                Extra(extra);
                break;
            case FieldsMatch.Subset:
                Missing(absent);
                break;
            case FieldsMatch.Superset:
                Missing([.. absent.Where(i => IsRequired(schema, i))]);
                Extra(extra);
                break;
            case FieldsMatch.Partial:
                Missing(extra.Count == labels.Count ? absent : [.. absent.Where(i => IsRequired(schema, i))]);
                break;
        }
    }

    private static bool IsRequired(TableSchema schema, int field) =>
        schema.Fields[field].Constraints.Required || schema.PrimaryKey.Contains(schema.Fields[field].Name);

    private void Order()
    {
        var moved = Places((label, i) => label != _fields[i]);
        if (moved.Count > 0)
            Add(ErrorCode.IncorrectLabel, moved[0], moved[0] + 1, _fields[moved[0]],
                $"The columns are in the wrong order; expected \"{_fields[moved[0]]}\" as column {moved[0] + 1}{Others(moved, "out of place")}. "
                + "Restore the order, or accept any order with fieldsMatch: equal.");
    }

    private void Renamed(List<int> extra, List<int> absent)
    {
        var (column, field) = (extra[0], _fields[absent[0]]);
        var hint = LabelDifference.Of(labels[column], field) is { } difference ? $", which differs only {difference}" : AlikeField(labels[column]);
        var others = string.Join(", ", extra.Zip(absent).Skip(1).Take(MaxNamed).Select(pair => $"{pair.First + 1} (\"{_fields[pair.Second]}\")"));
        Add(ErrorCode.IncorrectLabel, column, column + 1, field,
            $"The label of column {column + 1} is not in the schema; expected \"{field}\"{hint}"
            + (others.Length == 0 ? "." : $". The labels of these columns are also wrong: {others}."));
    }

    private void Missing(List<int> absent)
    {
        if (absent.Count == 0)
            return;
        var name = _fields[absent[0]];
        var others = string.Join(", ", absent.Skip(1).Take(MaxNamed).Select(i => $"\"{_fields[i]}\""));
        Add(ErrorCode.MissingLabel, -1, absent[0] + 1, name,
            $"The column \"{name}\" is missing; expected it as column {absent[0] + 1}{Alike(name)}"
            + (others.Length == 0 ? "." : $". {absent.Count - 1} more {(absent.Count == 2 ? "is" : "are")} missing: {others}{(absent.Count - 1 > MaxNamed ? ", …" : "")}."));
    }

    private void Extra(List<int> extra)
    {
        if (extra.Count > 0)
            Add(ErrorCode.ExtraLabel, extra[0], extra[0] + 1, null,
                $"Column {extra[0] + 1} is not in the schema; expected only its {_fields.Count} columns{AlikeField(labels[extra[0]])}{Others(extra, "not in the schema")}.");
    }

    /// <summary>Names the label that differs from a missing field in case or invisibly, if there is one.</summary>
    private string Alike(string field)
    {
        for (var i = 0; i < labels.Count; i++)
            if (!_fields.Contains(labels[i], StringComparer.Ordinal) && LabelDifference.Of(labels[i], field) is { } difference)
                return $". The label of column {i + 1} differs only {difference}";
        return "";
    }

    /// <summary>Names the missing field from which a label differs in case or invisibly, if there is one.</summary>
    private string AlikeField(string label)
    {
        foreach (var field in _fields)
            if (!labels.Contains(field, StringComparer.Ordinal) && LabelDifference.Of(label, field) is { } difference)
                return $". Its label differs from \"{field}\" only {difference}";
        return "";
    }

    private bool OtherDelimiter()
    {
        if (labels.Count != 1 || _fields.Count < 2)
            return false;
        var found = Array.Find(Delimiters, other => other.ToString() != delimiter && labels[0].Contains(other));
        if (found == default)
            return false;
        Add(ErrorCode.IncorrectLabel, 0, 1, _fields[0],
            $"The header is a single label, but the schema has {_fields.Count} fields. The delimiter seems to be {Name(found.ToString())}, not {Name(delimiter)}.");
        _hasLabels = false;
        return _isMisread = true;
    }

    private bool NoHeader()
    {
        if (labels.Count != _fields.Count || !looksLikeData())
            return false;
        Add(ErrorCode.IncorrectLabel, 0, 1, _fields[0],
            "The first row seems to contain data instead of labels. Restore the header, or declare header: false.");
        _hasLabels = false;
        return true;
    }

    private List<int> Places(Func<string, bool> condition) => Places((label, _) => condition(label));

    private List<int> Places(Func<string, int, bool> condition) => [.. Enumerable.Range(0, labels.Count).Where(i => condition(labels[i], i))];

    /// <summary>The columns after the first, if there are any.</summary>
    private static string Others(List<int> columns, string state) => columns.Count == 1 ? "" :
        $". These columns are also {state}: {string.Join(", ", columns.Skip(1).Take(MaxNamed).Select(i => i + 1))}{(columns.Count - 1 > MaxNamed ? ", …" : "")}";

    private void Add(ErrorCode code, int column, int? position, string? field, string message) =>
        _faults.Add(new HeaderFault(code, column, position, field, message));

    private static string Name(string delimiter) => delimiter switch
    {
        "," => "a comma",
        ";" => "a semicolon",
        "\t" => "a tab",
        "|" => "a bar",
        _ => $"\"{delimiter}\"",
    };
}

/// <summary>The result of comparing the header of a file with a schema.</summary>
/// <param name="Faults">The faults, empty if it matches.</param>
/// <param name="Columns">The 0-based column of each field; -1 if the file has none. Valid only without faults.</param>
/// <param name="IsMisread">Whether the file was read with a wrong delimiter, so that cells and quotes are meaningless.</param>
internal sealed record HeaderMatch(IReadOnlyList<HeaderFault> Faults, IReadOnlyList<int> Columns, bool IsMisread)
{
    /// <summary>The 0-based column of each field whose cells can be checked below an invalid header; -1: uncertain.</summary>
    public IReadOnlyList<int> Certain { get; init; } = [];
}

/// <summary>A fault of the header or of one of its labels.</summary>
/// <param name="Column">0-based column of the label; -1: the header as a whole.</param>
/// <param name="Position">1-based number of the column to report, if there is one.</param>
internal sealed record HeaderFault(ErrorCode Code, int Column, int? Position, string? Field, string Message);
