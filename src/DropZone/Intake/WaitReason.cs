namespace DropZone.Intake;

/// <summary>Why a delivery is not claimed yet. The names are in the journal.</summary>
public enum WaitReason
{
    /// <summary>A process has it open for writing.</summary>
    OpenForWriting,

    /// <summary>It changed within the feed's settle time.</summary>
    Settling,

    /// <summary>Leases do not work here: two checks some time apart must find it unchanged.</summary>
    TwoLooks,

    /// <summary>Its marker or checksum file is missing.</summary>
    NoCompanion,

    /// <summary>It has more than one link.</summary>
    HardLinked,

    /// <summary>It cannot be read; its sender may still change its mode.</summary>
    Unreadable,
}
