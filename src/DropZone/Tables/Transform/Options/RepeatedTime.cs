namespace DropZone.Tables.Transform.Options;

/// <summary>What a time means that a zone's clocks showed twice, because they were put back.</summary>
public enum RepeatedTime
{
    /// <summary>The first time: still summer time.</summary>
    Earlier,

    /// <summary>The second time.</summary>
    Later,

    /// <summary>Nothing: the row is bad.</summary>
    Fail,
}
