namespace DropZone.Rules.Moments;

/// <summary>What a field of dates and times holds.</summary>
internal enum MomentKind
{
    Date,
    Time,
    DateTime,
}
