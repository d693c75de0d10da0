using DropZone.Csv;

namespace DropZone.Rules;

/// <summary>Chooses among the accepted dialects and versions of the schema by the header.</summary>
internal static class VariantChoice
{
    /// <summary>The first variant whose header fits; else the one that shares the most labels with it.</summary>
    public static ConversionVariant Of(IReadOnlyList<ConversionVariant> variants, OpenedStream opened)
    {
        if (variants.Count == 1)
            return variants[0];
        var opening = opened.Opening.ToArray();
        var (best, most) = (variants[0], -1);
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
            var shared = variant.Schema?.Fields.Count(field => labels.Contains(field.Name)) ?? labels.Count - 1;
            if (shared > most)
                (best, most) = (variant, shared);
        }

        return best;
    }
}
