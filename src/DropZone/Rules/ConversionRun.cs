using DropZone.Csv;
using DropZone.Rules.Keys;
using DropZone.Rules.Output;

namespace DropZone.Rules;

/// <summary>One pass over one table: all that changes while it runs.</summary>
internal sealed class ConversionRun : IDisposable
{
    private const int RowsBetweenCancellationChecks = 4096;

    private readonly RuleSet rules;
    private readonly ConversionVariant variant;
    private readonly ConversionOutput output;
    private readonly SourceFacts facts;
    private readonly CancellationToken cancellation;
    private readonly OpenedStream opened;
    private readonly RecordReader record;
    private readonly SensitiveCells cells;
    private readonly ErrorLog errors;
    private readonly bool splits;
    private readonly LastRows? last;
    private OutputTable? table;
    private RecordWriter? writer;
    private RowWriter? rows;
    private Deduplication[] deduplications = [];
    private RejectWriter? rejects;
    private RowCheck? check;
    private bool isMisread;
    private long read;
    private long passed;
    private long filtered;
    private long deduplicated;
    private long rejected;

    /// <param name="last">Where the last row of a key wins: filled by a first run, asked by the second.</param>
    public ConversionRun(
        Conversion conversion, Stream input, ConversionOutput output, SourceFacts facts, LastRows? last, CancellationToken cancellation)
    {
        rules = conversion.Rules;
        opened = new OpenedStream(input, rules.MaxUnpackedSize);
        variant = VariantChoice.Of(conversion.Variants, opened);
        this.output = output;
        this.facts = facts;
        this.last = last;
        this.cancellation = cancellation;
        splits = rules.BadRows == BadRows.Split;
        record = new RecordReader(opened, variant.Dialect);
        cells = new SensitiveCells(rules);
        errors = new ErrorLog(record, cells);
    }

    /// <summary>1. the header; 2. each row: read, validate, transform, write or put aside; 3. the verdict.</summary>
    public ConversionResult Execute()
    {
        // 1
        if (ReadHeader())
        {
            // 2
            while (passed < output.MostRows && ReadRow())
                if (read % RowsBetweenCancellationChecks == 0)
                    cancellation.ThrowIfCancellationRequested();
            if (passed < output.MostRows)
                check?.Finish();
        }

        // 3
        var isSplit = splits && errors.Any && errors.OnlyRows && read > rejected && rules.MaxBadRows?.Allows(rejected, read) != false;
        if (!errors.Any || isSplit)
            writer?.Complete();
        if (isSplit)
            rejects?.Flush();
        return new ConversionResult(new RowCounts(read, passed, filtered, deduplicated, rejected), errors.Errors, errors.Counts, isSplit)
        {
            Excerpts = errors.Excerpts.Rows,
            Header = errors.Excerpts.Header,
            Output = table,
        };
    }

    public void Dispose()
    {
        check?.Dispose();
        rejects?.Dispose();
        rows?.Dispose();
        foreach (var deduplication in deduplications)
            deduplication.Dispose();
        writer?.Dispose();
        record.Dispose();
    }

    private bool ReadHeader()
    {
        switch (record.ReadHeader())
        {
            case ReadOutcome.Record:
                UseHeader(Labels());
                return true;
            case ReadOutcome.Malformed:
                errors.Add(record.Fault!);
                return true;
            case ReadOutcome.Stopped:
                errors.Add(record.Fault!);
                return false;
            default:
                return false;
        }
    }

    private IReadOnlyList<string> Labels() =>
        variant.Dialect.Header ? record.Labels : [.. variant.Schema?.Fields.Select(field => field.Name) ?? []];

    private void UseHeader(IReadOnlyList<string> labels)
    {
        errors.Labels = labels;
        var schema = variant.Schema;
        errors.Excerpts.Schema = schema;
        var match = new HeaderCheck(labels, schema, (char)record.Delimiter, LooksLikeData).Run();
        isMisread = match.IsMisread;
        var tried = rules.Schemas.Count > 1 ? $" The header fits none of {rules.Schemas.Count} versions of the schema; this is the nearest." : "";
        foreach (var fault in match.Faults)
            errors.Add(fault.Code, fault.Column, fault.Position, fault.Field, fault.Message + tried);
        if (match.Faults.Count == 0)
            cells.Trust(labels);
        // Without a schema a bad label leaves the columns what they are.
        if (match.Faults.Count == 0 || (schema is null && match.Faults[0].Code != ErrorCode.BlankHeader))
            check = new RowCheck(variant, record, errors, labels, match.Columns, rules.References, output.Scratch);
        if (match.Faults.Count > 0 || Plan(labels, match.Columns) is not { } plan)
            return;
        var form = rules.Output with { Delimiter = rules.Output.Delimiter ?? (char)record.Delimiter, QuoteChar = rules.Output.QuoteChar ?? (char)record.Quote };
        if (form.Delimiter == form.QuoteChar)
        {
            errors.AddOfHeader(ErrorCode.TransformError,
                "The first line of the file names the quote of the output as its delimiter; expected another: give the output a delimiter or quoteChar of its own.");
            return;
        }

        var written = new Dialect
        {
            Delimiter = form.Delimiter,
            QuoteChar = form.QuoteChar!.Value,
            Header = form.WritesHeader(variant.Dialect),
            Encoding = form.Encoding,
        };
        table = new OutputTable(written, [.. plan.Columns.Select(column => column.Cells)]);
        writer = new RecordWriter(output.Rows, form);
        deduplications = [.. plan.Deduplications.Select(step => new Deduplication(
            output.Scratch, step.LastWins ? last : null, step.Window is null ? null : output.RecordKeys))];
        rows = new RowWriter(plan, record, writer, form, facts, deduplications, [.. plan.Lookups.Select(lookup => lookup.Table())]);
        if (form.WritesHeader(variant.Dialect))
            rows.WriteHeader();
    }

    /// <summary>Whether the header's labels could be the cells of a row: some field wants more than text, and all of those get it.</summary>
    private bool LooksLikeData()
    {
        var typed = 0;
        for (var i = 0; i < variant.Checks.Count; i++)
        {
            if (variant.Schema!.Fields[i].Type is FieldType.String or FieldType.Any)
                continue;
            typed++;
            if (!variant.Checks[i].TryDigest(record.Cell(i), out _))
                return false;
        }

        return typed > 0;
    }

    /// <param name="columns">The 0-based column of each field.</param>
    private OutputPlan? Plan(IReadOnlyList<string> labels, IReadOnlyList<int> columns)
    {
        if (variant.Plan is { } known)
            return known;
        var fields = new Field?[labels.Count];
        for (var i = 0; i < columns.Count; i++)
            if (columns[i] >= 0)
                fields[columns[i]] = variant.Schema!.Fields[i];
        var problems = new List<RuleProblem>();
        var plan = OutputForm.Apply(
            PlanDraft.Compile(labels, fields, variant.Missing, rules, problems), rules.Output, rules.Output.WritesHeader(variant.Dialect), problems);
        if (problems.Count == 0)
            return plan;
        errors.AddOfHeader(ErrorCode.TransformError, $"The rules do not fit the header ({problems[0].Path}): {problems[0].Message}");
        return null;
    }

    private bool ReadRow()
    {
        var outcome = record.Read();
        if (outcome == ReadOutcome.End)
            return false;
        var isBlank = outcome == ReadOutcome.Record && IsBlank();
        if (isBlank && rules.BlankRows == BlankRows.Skip)
            return true;
        read++;
        switch (Convert(outcome, isBlank))
        {
            case RowOutcome.Passed:
                passed++;
                break;
            case RowOutcome.Filtered:
                filtered++;
                break;
            case RowOutcome.Deduplicated:
                deduplicated++;
                break;
            default:
                rejected++;
                Reject();
                break;
        }

        return outcome != ReadOutcome.Stopped;
    }

    /// <summary>Reports what is wrong with the row, or takes the steps and writes it.</summary>
    private RowOutcome Convert(ReadOutcome outcome, bool isBlank)
    {
        if (outcome != ReadOutcome.Record)
            AddFault();
        else if (isBlank)
            errors.Add(ErrorCode.BlankRow, -1, null, null, "All cells of the row are empty; expected values, or no such row: blank rows can be skipped by rule.");
        else
            return check is null ? RowOutcome.Passed : check.IsValid() ? Transform() : RowOutcome.Rejected;
        return RowOutcome.Rejected;
    }

    private void AddFault()
    {
        if (!isMisread || record.Fault!.Code is not (ErrorCode.StrayQuote or ErrorCode.UnterminatedQuote or ErrorCode.RecordTooLarge))
            errors.Add(record.Fault!);
    }

    /// <summary>Puts the row that was just read aside, if it can be a split and anybody wants the rejects.</summary>
    private void Reject()
    {
        if (!splits || rows is null || output.Rejects is not { } stream)
            return;
        rejects ??= new RejectWriter(record, stream);
        rejects.Write();
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

    private RowOutcome Transform()
    {
        if (rows is null)
            return RowOutcome.Passed;
        var outcome = rows.Write(keep: splits || !errors.Any);
        if (outcome == RowOutcome.Rejected)
        {
            var (slot, column, message) = rows.Failure;
            var isOfFile = slot < errors.Labels.Count;
            var label = isOfFile ? errors.Labels[slot] : column;
            errors.Add(ErrorCode.TransformError, isOfFile ? slot : -1, isOfFile ? slot + 1 : null, label, $"\"{label}\" {message}.");
        }

        return outcome;
    }
}
