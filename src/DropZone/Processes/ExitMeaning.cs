namespace DropZone.Processes;

/// <summary>What the end of a program means for a job.</summary>
public enum ExitMeaning
{
    Success,

    /// <summary>The program says that the data is bad.</summary>
    BadData,

    /// <summary>It may go well later.</summary>
    Temporary,

    /// <summary>It will go wrong again until somebody mends the program.</summary>
    Permanent,
}
