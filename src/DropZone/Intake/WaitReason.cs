namespace DropZone.Intake;

/// <summary>Why a delivery is not taken yet.</summary>
public enum WaitReason
{
    /// <summary>Somebody has it open for writing.</summary>
    OpenForWriting,

    /// <summary>It changed within the feed's settle time.</summary>
    Settling,

    /// <summary>Leases do not work here: two looks some time apart must find it the same.</summary>
    TwoLooks,

    /// <summary>Its marker or checksum file is not there.</summary>
    NoCompanion,

    /// <summary>It has more than one link.</summary>
    HardLinked,

    /// <summary>It cannot be read, which may be put right.</summary>
    Unreadable,
}
