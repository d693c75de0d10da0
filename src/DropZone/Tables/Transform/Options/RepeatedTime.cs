namespace DropZone.Tables.Transform.Options;

/// <summary>The meaning of a time that occurs twice because the clocks were set back.</summary>
public enum RepeatedTime
{
    /// <summary>The first time: still summer time.</summary>
    Earlier,

    /// <summary>The second time.</summary>
    Later,

    /// <summary>None: the row is bad.</summary>
    Fail,
}
