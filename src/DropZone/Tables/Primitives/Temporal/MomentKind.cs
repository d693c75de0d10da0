namespace DropZone.Tables.Primitives.Temporal;

/// <summary>The type of values of a field of dates and times.</summary>
internal enum MomentKind
{
    Date,
    Time,
    DateTime,
}
