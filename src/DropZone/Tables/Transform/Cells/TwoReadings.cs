using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Fields.Numeric;
using DropZone.Tables.Validation.Fields.Text;

namespace DropZone.Tables.Transform.Cells;

/// <summary>
/// The two readings of a cell that may be in the format of a field, or plain as a target reads it: <c>1.234</c> with group marks. A cell with
/// two different values must be refused. Immutable.
/// </summary>
internal abstract class TwoReadings
{
    /// <summary>The step that writes the cells plainly, for messages.</summary>
    public abstract string Remedy { get; }

    /// <summary>Returns the readings; null: the format of the field is the plain one.</summary>
    public static TwoReadings? Of(Field field) => field.Type switch
    {
        FieldType.Integer or FieldType.Number => new NumberMarks(field) is { ArePlain: false } marks ? new OfNumbers(marks) : null,
        FieldType.Boolean => OfBooleans.For(field),
        FieldType.Date or FieldType.Time or FieldType.DateTime when field.Format != "default" => OfMoments.For(field),
        _ => null,
    };

    /// <summary>Whether the cell has one value: by one of the formats, by both the same, or none.</summary>
    public abstract bool Agree(ReadOnlySpan<byte> cell);

    private sealed class OfNumbers(NumberMarks marks) : TwoReadings
    {
        public override string Remedy => "Put a step `number` before that step";

        public override bool Agree(ReadOnlySpan<byte> cell)
        {
            var plain = cell.Trim(" \t\r\n"u8);
            if (!NumberType.IsNumber(plain))
                return true;
            // zeros in front, which a step may have put there, are no group of digits
            plain = plain.TrimStart("+0"u8);
            var marked = marks.Plain(plain, stackalloc byte[IntegerType.LongestMarked]);
            return !NumberType.IsNumber(marked) || marked.SequenceEqual(plain);
        }
    }

    private sealed class OfBooleans(Field field) : TwoReadings
    {
        private static readonly Field Words = new()
        {
            Name = "",
            TrueValues = ["true", "True", "TRUE", "t", "T", "1", "yes", "Yes", "YES", "y", "Y", "on", "On", "ON"],
            FalseValues = ["false", "False", "FALSE", "f", "F", "0", "no", "No", "NO", "n", "N", "off", "Off", "OFF"],
        };

        private static readonly BooleanType Plain = new(Words);

        private readonly BooleanType _type = new(field);

        public static OfBooleans? For(Field field) =>
            field.TrueValues.All(Words.TrueValues.Contains) && field.FalseValues.All(Words.FalseValues.Contains) ? null : new OfBooleans(field);

        public override string Remedy => "Write true and false in the step, or correct trueValues and falseValues in the schema";

        public override bool Agree(ReadOnlySpan<byte> cell) => !_type.TryRead(cell, out var value) || !Plain.TryRead(cell, out var plain) || value == plain;
    }

    private sealed class OfMoments(MomentReader reader, MomentReader plain) : TwoReadings
    {
        public override string Remedy => "Put a step `date` or `datetime` before that step";

        public static OfMoments? For(Field field)
        {
            var kind = field.Type == FieldType.Date ? MomentKind.Date : field.Type == FieldType.Time ? MomentKind.Time : MomentKind.DateTime;
            return MomentReader.For(kind, field.Format, field.DateOrder, field.YearPivot, out _) is not { } reader ? null
                : new OfMoments(reader, kind == MomentKind.Time ? new IsoReader(kind) : new IsoMomentReader());
        }

        public override bool Agree(ReadOnlySpan<byte> cell) => !plain.TryRead(cell, out var value) || !reader.TryRead(cell, out var read) || value == read;
    }
}
