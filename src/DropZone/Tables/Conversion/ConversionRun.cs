using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using DropZone.Csv.Reading;
using DropZone.Csv.Writing;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Validation.Header;

namespace DropZone.Tables.Conversion;

/// <summary>The mutable state of a run over one table.</summary>
internal sealed class ConversionRun : IDisposable
{
    private const int RowsBetweenCancellationChecks = 4096;

    private readonly RuleSet rules;
    private readonly ConversionVariant variant;
    private readonly ConversionOutput output;
    private readonly CancellationToken cancellation;
    private readonly FileRecordReader record;
    private readonly SensitiveCells cells;
    private readonly ErrorLog errors;
    private readonly LastRows? last;
    private TableLayout layout;
    private OutputTable? table;
    private RecordWriter? writer;
    private Deduplication[] deduplications = [];
    private RowRun? rows;
    private RowCounts inBlocks;

    /// <param name="last">For rules that keep the last row of a key: filled by the first run and queried by the second.</param>
    public ConversionRun(
        TableConversion conversion, Stream input, ConversionOutput output, SourceFacts facts, LastRows? last, CancellationToken cancellation)
    {
        rules = conversion.Rules;
        var opened = new OpenedStream(input, rules.MaxUnpackedSize);
        variant = VariantChoice.Of(conversion.Variants, opened);
        this.output = output;
        this.last = last;
        this.cancellation = cancellation;
        record = new FileRecordReader(opened, variant.Dialect);
        cells = new SensitiveCells(rules.Schemas, rules.HidesCells);
        errors = new ErrorLog(record, cells);
        layout = new TableLayout(conversion, variant, output, facts, cells, [], null, false);
    }

    private RowCounts Counts => rows is null ? inBlocks : inBlocks.Plus(rows.Counts);

    /// <summary>
    /// 1. the header; 2. the first row; 3. of a long table blocks of rows, on all processors, up to the first fault;
    /// 4. the remaining rows; 5. the result.
    /// </summary>
    public ConversionResult Execute()
    {
        // 1
        if (ReadHeader())
        {
            // 2
            rows ??= new RowRun(layout, record, errors, writer, deduplications);
            var more = output.MaxRows > 0 && rows.ReadRow();

            // 3
            if (more && !errors.Any && layout.RowsAreIndependent && record.HasBlocks(output.BlockSize))
                inBlocks = new BlockRun(layout, record, writer!, cancellation).Run();

            // 4
            for (long read = 1; more && rows.Passed < output.MaxRows; read++)
            {
                if (read % RowsBetweenCancellationChecks == 0)
                    cancellation.ThrowIfCancellationRequested();
                more = rows.ReadRow();
            }

            if (rows.Passed < output.MaxRows)
                rows.Finish();
        }

        // 5
        var counts = Counts;
        var isSplit = rules.BadRows == BadRows.Split && errors.Any && errors.OnlyRows
            && counts.In > counts.Rejected && rules.MaxBadRows?.Allows(counts.Rejected, counts.In) != false;
        if (!errors.Any || isSplit)
            writer?.Complete();
        if (isSplit)
            rows?.FlushRejects();
        return new ConversionResult(counts, errors.Errors, errors.Counts, isSplit)
        {
            Excerpts = errors.Excerpts.Rows,
            Header = errors.Excerpts.Header,
            Output = table,
        };
    }

    public void Dispose()
    {
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
        layout = layout with { Labels = labels, IsMisread = match.IsMisread };
        var tried = rules.Schemas.Count > 1 ? $" The header fits none of the {rules.Schemas.Count} versions of the schema. It was compared with the nearest one." : "";
        foreach (var fault in match.Faults)
            errors.Add(fault.Code, fault.Column, fault.Position, fault.Field, fault.Message + tried);
        if (match.Faults.Count == 0)
            cells.Trust(labels);
        // Without a schema an invalid label does not change the columns.
        if (match.Faults.Count == 0 || (schema is null && match.Faults[0].Code != ErrorCode.BlankHeader))
            layout = layout with { Columns = match.Columns };
        if (match.Faults.Count > 0 || Plan(labels, match.Columns) is not { } plan)
            return;
        var form = rules.Output with { Delimiter = rules.Output.Delimiter ?? (char)record.Delimiter, QuoteChar = rules.Output.QuoteChar ?? (char)record.Quote };
        if (form.Delimiter == form.QuoteChar)
        {
            errors.AddOfHeader(ErrorCode.TransformError,
                "The first line of the file declares the quote of the output as its delimiter. Set a delimiter or quoteChar for the output.");
            return;
        }

        UsePlan(plan, form);
    }

    private void UsePlan(OutputPlan plan, OutputDialect form)
    {
        var written = new Dialect
        {
            Delimiter = form.Delimiter!.Value,
            QuoteChar = form.QuoteChar!.Value,
            Header = form.WritesHeader(variant.Dialect),
            Encoding = form.Encoding,
        };
        table = new OutputTable(written, [.. plan.Columns.Select(column => column.Cells)]);
        layout = layout with { Plan = plan, Form = form, Lookups = [.. plan.Lookups.Select(lookup => lookup.Table())] };
        writer = new RecordWriter(output.Rows, form);
        deduplications = [.. plan.Deduplications.Select(rule => new Deduplication(
            output.Scratch, rule.LastWins ? last : null, rule.SpansFiles ? output.RecordKeys : null))];
        rows = new RowRun(layout, record, errors, writer, deduplications);
        if (written.Header)
            rows.WriteHeader(record.HeaderIsRecord);
    }

    /// <summary>Whether the labels could be the cells of a row: there are fields other than text, and all of them accept their label.</summary>
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
            rules.StepList.Compile(labels, fields, variant.Missing, problems), rules.Output, rules.Output.WritesHeader(variant.Dialect), problems);
        if (problems.Count == 0)
            return plan;
        errors.AddOfHeader(ErrorCode.TransformError, $"The rules do not fit the header ({problems[0].Path}): {problems[0].Message}");
        return null;
    }
}
