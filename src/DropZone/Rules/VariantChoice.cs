using DropZone.Csv;

namespace DropZone.Rules;

/// <summary>Chooses among the accepted dialects and versions of the schema by the header.</summary>
internal static class VariantChoice
{
    /// <summary>The first variant whose header fits; else the one with the fewest labels and fields that the other side lacks.</summary>
    public static ConversionVariant Of(IReadOnlyList<ConversionVariant> variants, OpenedStream opened)
    {
        if (variants.Count == 1)
            return variants[0];
        var opening = opened.Opening.ToArray();
        var (best, least) = (variants[0], int.MaxValue);
        foreach (var variant in variants)
        {
            using var input = new MemoryStream(opening);
            using var record = new RecordReader(input, variant.Dialect);
            if (record.ReadHeader() is not (ReadOutcome.Record or ReadOutcome.End))
                continue;
            var labels = record.Labels;
            if (!variant.Dialect.Header)
            {
                // nothing but their number tells rows without a header apart
                if (record.Read() == ReadOutcome.Record && record.CellCount == variant.Schema?.Fields.Count)
                    return variant;
                continue;
            }

            if (new HeaderCheck(labels, variant.Schema, (char)record.Delimiter, () => false).Run().Faults.Count == 0
                && (variant.Schema is not null || labels.Count > 1))
                return variant;
            var different = labels.Count + (variant.Schema?.Fields.Sum(field => labels.Contains(field.Name) ? -1 : 1) ?? 0);
            if (different < least)
                (best, least) = (variant, different);
        }

        return best;
    }
}
