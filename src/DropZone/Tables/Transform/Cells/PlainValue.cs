using DropZone.Tables.Primitives.Temporal;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Cells;

/// <summary>Writes the cells of a field in a standard form: ISO 8601, a point before the fraction.</summary>
internal static class PlainValue
{
    private static readonly NumberForm Number = new(".", "", null, MidpointRounding.ToEven);

    /// <summary>Null: they are plain as they stand.</summary>
    public static CellEdit? EditFor(Field field, bool booleansAsDigits) => field.Type switch
    {
        FieldType.Integer or FieldType.Number => new NumberMarks(field).ArePlain ? null : new NumberEdit(field, Number),
        FieldType.Boolean => new BooleanEdit(field, booleansAsDigits),
        FieldType.Date => Moment(MomentKind.Date, field),
        FieldType.Time => Moment(MomentKind.Time, field),
        FieldType.DateTime => Moment(MomentKind.DateTime, field),
        _ => null,
    };

    private static PlainMomentEdit? Moment(MomentKind kind, Field field) =>
        field.Format == "default" || MomentReader.For(kind, field.Format, field.DateOrder, field.YearPivot, out _) is not { } reader ? null : new PlainMomentEdit(reader, kind);
}
