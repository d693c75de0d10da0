using DropZone.Csv;
using DropZone.Csv.Encodings;
using DropZone.Csv.Reading;
using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Header;

namespace DropZone.Tables.Conversion;

/// <summary>Finds the order of day, month and year in the columns whose dates have the format <c>any</c>, in one pass over the whole table.</summary>
internal static class DateOrderScan
{
    private const int RowsBetweenCancellationChecks = 4096;

    /// <summary>Whether cells of the field may be read in more than one order.</summary>
    public static bool Concerns(Field field) => field is { Type: FieldType.Date or FieldType.DateTime, Format: "any" };

    /// <summary>Returns the variant of the rules for this table, with the orders found. Malformed rows prove nothing; the conversion reports them.</summary>
    public static ConversionVariant Run(TableConversion conversion, Stream table, ConversionOutput output, CancellationToken cancellation)
    {
        var opened = new OpenedStream(table, conversion.Rules.MaxUnpackedSize);
        var variant = VariantChoice.Of(conversion.Variants, opened);
        using var record = new FileRecordReader(opened, variant.Dialect, output.Memory, conversion.Rules.MaxRecordSize);
        if (variant.Schema is not { } schema || !schema.Fields.Any(Concerns) || record.ReadHeader() != ReadOutcome.Record)
            return variant;
        IReadOnlyList<string> labels = variant.Dialect.Header ? record.Labels : [.. schema.Fields.Select(field => field.Name)];
        var places = new HeaderCheck(labels, schema, record.DelimiterText, () => false).Run().Columns;
        var columns = places.Select((place, i) => Concerns(schema.Fields[i]) && place >= 0 ? new Column(i, place, new DateOrderProof()) : null).OfType<Column>().ToList();
        while (record.Read() is var outcome and (ReadOutcome.Record or ReadOutcome.Malformed))
        {
            if (record.Row % RowsBetweenCancellationChecks == 0)
                cancellation.ThrowIfCancellationRequested();
            if (outcome == ReadOutcome.Malformed || record.CellCount != labels.Count)
                continue;
            foreach (var (field, place, proof) in columns)
                if (!(record.HasNulls && record.IsNull(place)) && !variant.Checks[field].IsMissing(record.Cell(place)))
                    proof.Add(record.Cell(place), record.Line);
        }

        var orders = new DateOrder?[schema.Fields.Count];
        columns.ForEach(column => orders[column.Field] = column.Proof.Order);
        return new RuleCompiler(conversion.Rules).Ordered(variant, orders);
    }

    /// <param name="Field">The index of its field.</param>
    /// <param name="Place">Its 0-based place in the table.</param>
    private sealed record Column(int Field, int Place, DateOrderProof Proof);
}
