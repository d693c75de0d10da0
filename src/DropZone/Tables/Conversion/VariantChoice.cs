using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using DropZone.Csv.Reading;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Header;

namespace DropZone.Tables.Conversion;

/// <summary>Chooses among the accepted dialects and versions of the schema by the header.</summary>
internal static class VariantChoice
{
    /// <summary>Returns the first variant whose header matches, otherwise the one with the fewest mistakes.</summary>
    public static ConversionVariant Of(IReadOnlyList<ConversionVariant> variants, OpenedStream opened)
    {
        if (variants.Count == 1)
            return variants[0];
        var opening = opened.Opening.ToArray();
        var (best, least) = (variants[0], int.MaxValue);
        foreach (var variant in variants)
        {
            using var input = new MemoryStream(opening);
            using var record = new FileRecordReader(input, variant.Dialect);
            if (record.ReadHeader() is not (ReadOutcome.Record or ReadOutcome.End))
                continue;
            var labels = record.Labels;
            if (!variant.Dialect.Header)
            {
                // rows without a header differ only in their number of cells
                if (record.Read() == ReadOutcome.Record && record.CellCount == variant.Schema?.Fields.Count)
                    return variant;
                continue;
            }

            if (new HeaderCheck(labels, variant.Schema, record.DelimiterText, () => false).Run().Faults.Count == 0
                && (variant.Schema is not null || labels.Count > 1))
                return variant;
            var different = Mistakes(labels, variant.Schema);
            if (different < least)
                (best, least) = (variant, different);
        }

        return best;
    }

    /// <summary>Returns the number of mistakes between the labels and the schema. A renamed column is one mistake, and more likely than a different number of columns.</summary>
    private static int Mistakes(IReadOnlyList<string> labels, TableSchema? schema)
    {
        var fields = schema?.Fields.Count ?? 0;
        var shared = schema?.Fields.Count(field => labels.Contains(field.Name)) ?? 0;
        return ((Math.Max(labels.Count, fields) - shared) * 2) + (labels.Count == fields ? 0 : 1);
    }
}

/// <summary>One accepted dialect with one accepted version of the schema, compiled.</summary>
/// <param name="Schema">The schema; null: any well-formed CSV.</param>
/// <param name="Checks">The checks in the order of the fields.</param>
/// <param name="Plan">The plan; null if it is compiled when the header is read.</param>
/// <param name="Missing">The missing values of the table.</param>
internal sealed record ConversionVariant(
    Dialect Dialect, TableSchema? Schema, IReadOnlyList<FieldCheck> Checks, OutputPlan? Plan, IReadOnlyList<string> Missing);
