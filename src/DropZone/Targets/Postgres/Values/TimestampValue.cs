using System.Globalization;
using DropZone.Csv;
using DropZone.Targets.Loading;

namespace DropZone.Targets.Postgres.Values;

/// <summary>Dates with times. PostgreSQL would drop an offset without a time zone in the column, and round fractions.</summary>
/// <param name="precision">The digits of the fraction.</param>
/// <param name="hasZone">Whether the column has a time zone.</param>
/// <param name="isUtc">Whether a time without offset is UTC, as the schema has it.</param>
internal sealed class TimestampValue(int precision, bool hasZone, bool isUtc) : ColumnValue
{
    /// <summary>Whether a time without offset is that of another zone, in which a step wrote it.</summary>
    public bool IsLocal { get; init; }

    public override string Expected => string.Create(CultureInfo.InvariantCulture,
        $"a date and time such as 2026-11-30T06:30:00{(hasZone ? "Z" : ", without a UTC offset")}, at most {precision} digits of a second{(IsLocal ? ". Add %:z to the pattern of the step that writes another zone" : "")}");

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (!IsoShape.TryRead(value, out var shape) || !shape.HasDate || (shape.HasOffset && !hasZone) || shape.FractionDigits > precision || (IsLocal && hasZone && !shape.HasOffset))
            return false;
        result.Append(value);
        if (hasZone && isUtc && !shape.HasOffset && shape.HasTime)
            result.Append((byte)'Z');
        return true;
    }
}
