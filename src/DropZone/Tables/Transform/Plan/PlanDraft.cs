using System.Text;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.References;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Rows;

namespace DropZone.Tables.Transform.Plan;

/// <summary>The columns and row steps during the compilation of the steps.</summary>
internal sealed class PlanDraft
{
    private const int MaxNamed = 20;

    private readonly List<RuleProblem> _problems;
    private readonly IReadOnlyList<string> _missingValues;
    private readonly ByteTexts _missing;
    private readonly IReadOnlyList<string> _addedMissing;
    private readonly IReadOnlyList<ReferenceTable> _references;
    private readonly int _inputColumns;
    private readonly List<RowAction> _steps = [];
    private int _slots;

    /// <param name="labels">The labels of the columns of the table.</param>
    /// <param name="fields">The field of each label; null if the schema has none.</param>
    /// <param name="missing">The missing values of the table.</param>
    /// <param name="nullIsEmpty">Whether the dialect tells an empty text from no value.</param>
    /// <param name="references">The tables that steps may look up.</param>
    /// <param name="problems">Receives every problem of the steps.</param>
    public PlanDraft(
        IReadOnlyList<string> labels, IReadOnlyList<Field?> fields, IReadOnlyList<string> missing, bool nullIsEmpty, IReadOnlyList<ReferenceTable> references,
        List<RuleProblem> problems)
    {
        _missingValues = missing;
        _missing = new ByteTexts(missing);
        _addedMissing = nullIsEmpty ? [] : [""];
        _references = references;
        _problems = problems;
        Columns = [.. labels.Select((label, i) => new ColumnDraft(label, i, fields[i], isAdded: false))];
        _slots = _inputColumns = labels.Count;
    }

    /// <summary>The columns of the output at this step.</summary>
    public List<ColumnDraft> Columns { get; set; }

    /// <summary>The steps that drop rows by a key.</summary>
    public List<DeduplicationRule> Deduplications { get; } = [];

    /// <summary>The lookups of the steps.</summary>
    public List<Lookup> Lookups { get; } = [];

    /// <summary>Whether a target reads the cells as values.</summary>
    public bool AreRead { get; init; }

    /// <summary>Returns the plan of the steps, which is valid only if no problem was added.</summary>
    public OutputPlan Finish()
    {
        if (AreRead)
            Columns.ForEach(Read);
        return new([.. Columns.Select(column => column.Finish(MissingOf(column)))], _steps, _inputColumns, _slots, Deduplications, Lookups);
    }

    /// <summary>Returns the column of that name, or null after adding a problem.</summary>
    public ColumnDraft? Find(string name, string path)
    {
        var column = Columns.Find(column => column.Name == name);
        if (column is null)
            Complain(path, $"There is no column \"{name}\" at this step. The columns are {string.Join(", ", Columns.Take(MaxNamed).Select(known => known.Name))}.");
        return column;
    }

    /// <summary>Returns the slots of the columns, and their missing values, by name.</summary>
    public IReadOnlyDictionary<string, (int Slot, ByteTexts Missing)> Slots() =>
        // a duplicate name is already a problem
        Columns.DistinctBy(column => column.Name).ToDictionary(column => column.Name, column => (column.Slot, Missing(column)));

    /// <summary>Adds a column at the end.</summary>
    public ColumnDraft Append(string name, string path)
    {
        if (name.Length == 0)
            Complain(path, "The name of the column is empty. Write a name.");
        else if (Columns.Exists(column => column.Name == name))
            Complain(path, $"The column \"{name}\" already exists. Choose another name.");
        var column = new ColumnDraft(name, _slots++, null, isAdded: true);
        Columns.Add(column);
        return column;
    }

    /// <summary>Returns the column of that name, or a new one at the end.</summary>
    public ColumnDraft FindOrAppend(string name, string path) => Columns.Find(column => column.Name == name) ?? Append(name, path);

    /// <summary>Replaces the column of that name by a new one, or adds one at the end. Templates of the step still see the old column.</summary>
    public ColumnDraft Replace(string name, string path)
    {
        var index = Columns.FindIndex(column => column.Name == name);
        return index < 0 ? Append(name, path) : Columns[index] = new ColumnDraft(name, _slots++, null, isAdded: true);
    }

    /// <summary>Adds the same edit of the text, not of the value, for each of these columns.</summary>
    public void Tidy(IReadOnlyList<string> names, CellEdit edit, string path)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (Find(names[i], $"{path}[{i}]") is not { } column)
                continue;
            Edit(column, edit);
            column.Keep();
        }
    }

    /// <summary>Adds an edit of a column. The caller records what its cells are afterwards.</summary>
    public void Edit(ColumnDraft column, CellEdit edit) => Add(new EditAction(column.Slot, column.Name, edit, Missing(column)));

    /// <summary>Adds a step that writes this text into cells of a column, whose other cells have their format.</summary>
    public void Fill(ColumnDraft column, RowAction step, string value)
    {
        Add(step);
        if (column.HasFormat && column.CellCheck()?.TryDigest(Encoding.UTF8.GetBytes(value), out _) != false)
            column.Keep();
        else
            column.BecomeText(column.Origin);
    }

    /// <summary>Records that the cells of a column are read as values, and refuses those with two.</summary>
    public void Read(ColumnDraft column) => RefuseTwoValues(column, column.Cells.Origin);

    /// <summary>Refuses cells with two values before a step that may leave one of them.</summary>
    public void ReadBefore(ColumnDraft column)
    {
        if (AreRead)
            RefuseTwoValues(column, column.Origin);
    }

    private void RefuseTwoValues(ColumnDraft column, Field? origin)
    {
        if (origin is not null && TwoReadings.Of(origin) is { } readings)
            Add(new ReadingCheck(column.Slot, column.Name, readings, Missing(column)));
    }

    public void Add(RowAction step) => _steps.Add(step);

    /// <summary>Adds a problem, once.</summary>
    public void Complain(string path, string message)
    {
        var problem = new RuleProblem(path, message);
        if (!_problems.Contains(problem))
            _problems.Add(problem);
    }

    /// <summary>Returns the reference table of that name, or null, which the step reports.</summary>
    public ReferenceTable? Reference(string name) => _references.FirstOrDefault(table => table.Name == name);

    /// <summary>Returns the missing values of the column.</summary>
    public ByteTexts Missing(ColumnDraft column) => !column.IsAdded && column.Field?.MissingValues is null ? _missing : new ByteTexts(MissingOf(column));

    private IReadOnlyList<string> MissingOf(ColumnDraft column) => column.IsAdded ? _addedMissing : column.Field?.MissingValues ?? _missingValues;
}
