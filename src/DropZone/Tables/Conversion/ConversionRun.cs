using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using DropZone.Csv.Reading;
using DropZone.Csv.Writing;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Validation.Header;
using DropZone.Tables.Validation.Rows;

namespace DropZone.Tables.Conversion;

/// <summary>The mutable state of a run over one table.</summary>
internal sealed class ConversionRun : IDisposable
{
    private const int RowsBetweenCancellationChecks = 4096;

    private readonly RuleSet _rules;
    private readonly ConversionVariant _variant;
    private readonly ConversionOutput _output;
    private readonly CancellationToken _cancellation;
    private readonly FileRecordReader _record;
    private readonly SensitiveCells _cells;
    private readonly ErrorLog _errors;
    private readonly LastRows? _last;
    private TableLayout _layout;
    private OutputTable? _table;
    private RecordWriter? _writer;
    private Deduplication[] _deduplications = [];
    private RowRun? _rows;
    private RowCounts _inBlocks;
    private long? _refusedAt;
    private bool _isCut;

    /// <param name="last">For rules that keep the last row of a key: filled by the first run and queried by the second.</param>
    public ConversionRun(
        TableConversion conversion, Stream input, ConversionOutput output, SourceFacts facts, LastRows? last, CancellationToken cancellation)
    {
        _rules = conversion.Rules;
        var opened = new OpenedStream(input, _rules.MaxUnpackedSize);
        _variant = VariantChoice.Of(conversion.Variants, opened);
        _output = output;
        _last = last;
        _cancellation = cancellation;
        _record = new FileRecordReader(opened, _variant.Dialect, output.Memory, _rules.MaxRecordSize);
        _cells = new SensitiveCells(_rules.Schemas, _rules.HidesCells);
        _errors = new ErrorLog(_record, _cells);
        _layout = new TableLayout(conversion, _variant, output, facts, _cells, [], null, false);
    }

    private RowCounts Counts => _rows is null ? _inBlocks : _inBlocks.Plus(_rows.Counts);

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
            _rows ??= new RowRun(_layout, _record, _errors, _writer, _deduplications);
            var more = _output.MaxRows > 0 && _rows.ReadRow();

            // 3
            if (more && !_errors.Any && _layout.RowsAreIndependent && _record.HasBlocks(_output.BlockSize))
                _inBlocks = new BlockRun(_layout, _record, _writer!, _cancellation).Run();

            // 4
            for (long read = 1; more && !_output.Memory.NeedsTurn && !_isCut && _rows.Passed < _output.MaxRows; read++)
            {
                if (read % RowsBetweenCancellationChecks == 0)
                    _cancellation.ThrowIfCancellationRequested();
                more = _rows.ReadRow() && !EndsRefused();
            }

            if (_rows.Passed < _output.MaxRows)
            {
                _rows.Finish();
                if (!more && _errors.OnlyRows && FooterCheck.Fault(_layout, _record) is { } footer)
                    _errors.AddOfFile(ErrorCode.IncorrectFooter, footer);
            }
        }

        // 5
        var counts = Counts;
        if (counts.Out < _rules.MinRows && _output.MaxRows == long.MaxValue && !_isCut && (!_errors.Any || _rules.BadRows == BadRows.Split && _errors.OnlyRows))
            _errors.AddOfFile(ErrorCode.TooFewRows, TooFewRows(counts));
        var isSplit = _rules.BadRows == BadRows.Split && _errors.Any && _errors.OnlyRows
            && counts.In > counts.Rejected && _rules.MaxBadRows?.Allows(counts.Rejected, counts.In) != false;
        if (!_errors.Any || isSplit)
            _writer?.Complete();
        if (isSplit)
            _rows?.FinishRejects();
        return new ConversionResult(counts, _errors.Errors, _errors.Counts, isSplit)
        {
            Excerpts = _errors.Excerpts.Rows,
            Header = _errors.Excerpts.Header,
            Output = _table,
            IsCut = _isCut,
        };
    }

    public void Dispose()
    {
        _rows?.Dispose();
        foreach (var deduplication in _deduplications)
            deduplication.Dispose();
        _writer?.Dispose();
        _record.Dispose();
    }

    private string TooFewRows(RowCounts counts)
    {
        var found = counts.In == 0 ? "The file has a header, but no rows"
            : counts is { In: 1, Out: 0 } ? "The only row of the file would not be delivered"
            : counts.Out == 0 ? $"None of the {counts.In} rows of the file would be delivered"
            : counts.Out == counts.In ? $"The file has only {counts.In} {(counts.In == 1 ? "row" : "rows")}"
            : $"Only {counts.Out} of the {counts.In} rows of the file would be delivered";
        return _rules.ReplacesRows
            ? $"{found}, and a target of the feed replaces all rows of its table (mode: replace): it would be emptied. If that is right, set min-rows: 0 in the feed."
            : $"{found}; the feed requires at least {_rules.MinRows} (min-rows). Have the complete file sent, or lower min-rows in the feed.";
    }

    /// <summary>Whether the file is refused, whatever its other rows are, and enough of it was read to report.</summary>
    private bool EndsRefused()
    {
        if (!_errors.Any || (_rules.BadRows == BadRows.Split && _errors.OnlyRows))
            return false;
        _refusedAt ??= _record.Byte;
        return _isCut = _record.Byte - _refusedAt > _output.MaxReadAfterRefusal;
    }

    private bool ReadHeader()
    {
        switch (_record.ReadHeader())
        {
            case ReadOutcome.Record:
                UseHeader(Labels());
                return true;
            case ReadOutcome.Malformed:
                _errors.Add(_record.Fault!);
                return true;
            case ReadOutcome.Stopped:
                _errors.Add(_record.Fault!);
                return false;
            default:
                return false;
        }
    }

    private IReadOnlyList<string> Labels() =>
        _variant.Dialect.Header ? _record.Labels : [.. _variant.Schema?.Fields.Select(field => field.Name) ?? []];

    private void UseHeader(IReadOnlyList<string> labels)
    {
        _errors.Labels = labels;
        var schema = _variant.Schema;
        _errors.Excerpts.Schema = schema;
        var match = new HeaderCheck(labels, schema, _record.DelimiterText, LooksLikeData).Run();
        _layout = _layout with { Labels = labels, IsMisread = match.IsMisread };
        var tried = _rules.Schemas.Count > 1 ? $" The header fits none of the {_rules.Schemas.Count} versions of the schema. It was compared with the nearest one." : "";
        foreach (var fault in match.Faults)
            _errors.Add(fault.Code, fault.Column, fault.Position, fault.Field, fault.Message + tried);
        if (match.Faults.Count == 0)
            _cells.Trust(labels);
        // Without a schema an invalid label does not change the columns.
        if (match.Faults.Count == 0 || (schema is null && match.Faults[0].Code != ErrorCode.BlankHeader))
            _layout = _layout with { Columns = match.Columns, Header = new HeaderRow(labels, _variant.Checks, match.Columns) };
        else if (match.Certain.Any(column => column >= 0))
            _layout = _layout with { Columns = match.Certain, IsUncertain = true, Header = new HeaderRow(labels, _variant.Checks, match.Certain) };
        if (match.Faults.Count > 0 || Plan(labels, match.Columns) is not { } plan)
            return;
        var form = _rules.Output with { Delimiter = _rules.Output.Delimiter ?? (char)_record.Delimiter, QuoteChar = _rules.Output.QuoteChar ?? (char)_record.Quote, NullSequence = _variant.Dialect.NullSequence };
        if (form.Delimiter == form.QuoteChar)
        {
            _errors.AddOfHeader(ErrorCode.TransformError,
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
            Header = form.WritesHeader(_variant.Dialect),
            Encoding = form.Encoding,
            NullSequence = form.NullSequence,
        };
        _table = new OutputTable(written, [.. plan.Columns.Select(column => column.Cells)]);
        _layout = _layout with { Plan = plan, Form = form, Lookups = [.. plan.Lookups.Select(lookup => lookup.Table())] };
        _writer = new RecordWriter(_output.Rows, form);
        _deduplications = [.. plan.Deduplications.Select(rule => new Deduplication(
            _output.Scratch, rule.LastWins ? _last : null, rule.SpansFiles ? _output.RecordKeys : null))];
        _rows = new RowRun(_layout, _record, _errors, _writer, _deduplications);
        if (written.Header)
            _rows.WriteHeader(_record.HeaderIsRecord);
    }

    /// <summary>Whether the labels could be the cells of a row: there are fields other than text, and all of them accept their label.</summary>
    private bool LooksLikeData()
    {
        var typed = 0;
        for (var i = 0; i < _variant.Checks.Count; i++)
        {
            if (_variant.Schema!.Fields[i].Type is FieldType.String or FieldType.Any)
                continue;
            typed++;
            if (!_variant.Checks[i].TryDigest(_record.Cell(i), out _))
                return false;
        }

        return typed > 0;
    }

    /// <param name="columns">The 0-based column of each field.</param>
    private OutputPlan? Plan(IReadOnlyList<string> labels, IReadOnlyList<int> columns)
    {
        if (_variant.Plan is { } known)
            return known;
        Field?[] fields = [.. labels.Select(Origin)];
        for (var i = 0; i < columns.Count; i++)
            if (columns[i] >= 0)
                fields[columns[i]] = _variant.Schema!.Fields[i];
        var problems = new List<RuleProblem>();
        var plan = OutputForm.Apply(
            _rules.StepList.Compile(labels, fields, _variant.Missing, _variant.Dialect.NullIsEmpty, problems), _rules.Output, _rules.Output.WritesHeader(_variant.Dialect), problems);
        if (problems.Count == 0)
            return plan;
        _errors.AddOfHeader(ErrorCode.TransformError, $"The rules do not fit the header ({problems[0].Path}): {problems[0].Message}");
        return null;
    }

    /// <summary>Returns the column of a table that a program wrote, if its cells may have the format of the column before the program.</summary>
    private Field? Origin(string label) =>
        _rules.Origins.FirstOrDefault(field => field.Name == label) is { } field && (field.Origin ?? (TwoReadings.Of(field) is null ? null : field)) is { } origin
            ? new Field { Name = label, Origin = origin } : null;
}
