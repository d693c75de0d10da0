namespace DropZone.Spool.Jobs;

/// <summary>The state of a job, shown by the names in its folder below <c>working/</c>. The state table of docs/developer/design.md.</summary>
public enum JobState
{
    /// <summary>Claim begun: the folder is empty, or has only the mark of a refusal. The delivery is still in <c>incoming/</c>.</summary>
    Begun,

    /// <summary>The companion was taken, the delivery not yet.</summary>
    CompanionTaken,

    /// <summary>The delivery is in the folder; parts of an output or reports may be next to it and do not count.</summary>
    Claimed,

    /// <summary>Valid, transformed: output and receipt are complete.</summary>
    Sealed,

    /// <summary>A receipt and no output: the directory target has it.</summary>
    Delivered,
}
