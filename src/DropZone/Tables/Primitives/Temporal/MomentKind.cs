namespace DropZone.Tables.Primitives.Temporal;

/// <summary>What a field of dates and times holds.</summary>
internal enum MomentKind
{
    Date,
    Time,
    DateTime,
}
