using System.Text;
using DropZone.Csv;
using DropZone.Rules.Fields;
using DropZone.Rules.Output;

namespace DropZone.Rules;

/// <summary>One pass over one table: all that changes while it runs.</summary>
internal sealed class ConversionRun : IDisposable
{
    private const int RowsBetweenCancellationChecks = 4096;

    private readonly Conversion conversion;
    private readonly Stream output;
    private readonly SourceFacts facts;
    private readonly CancellationToken cancellation;
    private readonly RecordReader record;
    private readonly CellInspection inspection;
    private readonly ErrorLog errors = new();
    private readonly (FieldCheck Check, int Column)[] checks;
    private RecordWriter? writer;
    private RowWriter? rows;
    private string[] labels = [];
    private bool headerSound;
    private long read;
    private long passed;
    private long rejected;

    public ConversionRun(Conversion conversion, Stream input, Stream output, SourceFacts facts, CancellationToken cancellation)
    {
        this.conversion = conversion;
        this.output = output;
        this.facts = facts;
        this.cancellation = cancellation;
        record = new RecordReader(input, conversion.Rules.Dialect);
        inspection = new CellInspection(conversion.Checks.Length);
        checks = [.. conversion.Checks.Select((check, i) => (check, i)).Where(pair => pair.check.IsNeeded)];
    }

    /// <summary>1. the header; 2. each row: read, validate, transform, write; 3. the verdict.</summary>
    public ConversionResult Execute()
    {
        if (ReadHeader())
            while (ReadRow())
                if (read % RowsBetweenCancellationChecks == 0)
                    cancellation.ThrowIfCancellationRequested();
        if (!errors.Any)
            writer?.Flush();
        return errors.Result(new RowCounts(read, passed, 0, 0, rejected));
    }

    public void Dispose()
    {
        rows?.Dispose();
        writer?.Dispose();
        record.Dispose();
    }

    private bool ReadHeader()
    {
        switch (record.Read())
        {
            case ReadOutcome.Record:
                labels = new string[record.CellCount];
                for (var i = 0; i < labels.Length; i++)
                    labels[i] = Encoding.UTF8.GetString(record.Cell(i));
                CheckHeader();
                return true;
            case ReadOutcome.Malformed:
                Report(record.Fault!);
                return true;
            case ReadOutcome.Stopped:
                Report(record.Fault!);
                return false;
            default:
                return false;
        }
    }

    private void CheckHeader()
    {
        var schema = conversion.Rules.Schema;
        var faults = new HeaderCheck(labels, schema?.Fields, (char)record.Delimiter).Run();
        foreach (var fault in faults)
            Report(fault.Code, fault.Column, fault.Position, fault.Field, fault.Message);
        // Without a schema a bad label leaves the columns what they are.
        headerSound = faults.Count == 0 || (schema is null && faults[0].Code != ErrorCode.BlankHeader);
        if (faults.Count == 0 && Plan() is { } plan)
        {
            writer = new RecordWriter(output, record.Delimiter, record.Quote);
            rows = new RowWriter(plan, record, writer, facts);
            rows.WriteHeader();
        }
    }

    private OutputPlan? Plan()
    {
        if (conversion.Plan is { } known)
            return known;
        var problems = new List<RuleProblem>();
        var plan = PlanCompiler.Compile(labels, null, conversion.Missing, conversion.Rules.Steps, problems);
        if (problems.Count == 0)
            return plan;
        Report(ErrorCode.TransformError, -1, null, null, $"The steps do not fit the header ({problems[0].Path}): {problems[0].Message}");
        return null;
    }

    private bool ReadRow()
    {
        var outcome = record.Read();
        switch (outcome)
        {
            case ReadOutcome.End:
                return false;
            case ReadOutcome.Record:
                ReadSoundRow();
                return true;
            default:
                read++;
                rejected++;
                Report(record.Fault!);
                return outcome == ReadOutcome.Malformed;
        }
    }

    private void ReadSoundRow()
    {
        if (IsBlank())
        {
            if (conversion.Rules.BlankRows == BlankRows.Skip)
                return;
            read++;
            rejected++;
            Report(ErrorCode.BlankRow, -1, null, null, "All cells of the row are empty; expected values, or no such row: blank rows can be skipped by rule.");
            return;
        }

        read++;
        if (!headerSound || (CheckRow() && Transform()))
            passed++;
        else
            rejected++;
    }

    private bool IsBlank()
    {
        // two quotes and a delimiter for each cell at most
        if (record.Record.Length > record.CellCount * 3)
            return false;
        for (var i = 0; i < record.CellCount; i++)
            if (!record.Cell(i).IsEmpty)
                return false;
        return true;
    }

    private bool CheckRow()
    {
        // the rest of a record that a carriage return cut in two: that was told already
        if (record.Continues && record.CellCount != labels.Length)
            return false;
        var valid = record.CellCount == labels.Length || CheckCellCount();
        inspection.Row = record.Row;
        foreach (var (check, column) in checks)
        {
            if (column >= record.CellCount)
                break;
            check.Inspect(record.Cell(column), inspection);
            if (inspection.Faults.Count == 0)
                continue;
            foreach (var fault in inspection.Faults)
                Report(fault.Code, column, column + 1, Label(column), fault.Message);
            inspection.Faults.Clear();
            valid = false;
        }

        return valid;
    }

    private bool CheckCellCount()
    {
        var hint = $"the row has {record.CellCount} cells and the header {labels.Length}";
        for (var i = labels.Length; i < record.CellCount; i++)
            Report(ErrorCode.ExtraCell, i, i + 1, null, $"Cell {i + 1} has no column; expected none: {hint}, so a cell with a delimiter may lack its quotes.");
        for (var i = record.CellCount; i < labels.Length; i++)
            Report(ErrorCode.MissingCell, -1, i + 1, Label(i), $"The cell of \"{Label(i)}\" is missing; expected it as cell {i + 1}: {hint}.");
        return false;
    }

    private bool Transform()
    {
        if (rows is null || rows.TryWrite(keep: !errors.Any, out var column, out var edit))
            return true;
        Report(ErrorCode.TransformError, column!.Source, column.Source + 1, Label(column.Source),
            $"\"{Label(column.Source)}\" cannot be written anew; expected {edit!.Expected}.");
        return false;
    }

    private string Label(int column) => labels[column];

    private void Report(RecordFault fault)
    {
        if (!errors.Count(fault.Code))
            return;
        var column = fault.Column - 1;
        errors.Keep(new TableError(record.Row, fault.Line, fault.Byte, fault.Column,
            column < labels.Length && column is { } known ? labels[known] : null, fault.Code,
            column is { } cell && cell < record.CellCount ? CellExcerpt.Of(record.Cell(cell)) : null, fault.Message));
    }

    /// <param name="column">0-based cell at fault; -1: the record as a whole.</param>
    private void Report(ErrorCode code, int column, int? position, string? field, string message)
    {
        if (!errors.Count(code))
            return;
        errors.Keep(new TableError(record.Row, record.Line, record.Byte + (column < 0 ? 0 : record.CellOffset(column)), position, field, code,
            column < 0 ? null : CellExcerpt.Of(record.Cell(column)), message));
    }
}
