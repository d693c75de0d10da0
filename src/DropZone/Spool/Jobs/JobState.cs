namespace DropZone.Spool.Jobs;

/// <summary>Where a job stands, told by what lies in its folder under <c>working/</c>. The table in docs/developer/design.md, in code.</summary>
public enum JobState
{
    /// <summary>Claim begun: the folder is empty, or has only the mark of a refusal. The delivery is still in <c>incoming/</c>.</summary>
    Begun,

    /// <summary>The companion was taken, the delivery not yet.</summary>
    CompanionTaken,

    /// <summary>The delivery is ours; parts of output or reports may lie beside it and count for nothing.</summary>
    Claimed,

    /// <summary>Valid, transformed: output and receipt stand whole.</summary>
    Sealed,

    /// <summary>A receipt and no output: the directory target has it.</summary>
    Delivered,
}
