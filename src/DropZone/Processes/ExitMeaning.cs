namespace DropZone.Processes;

/// <summary>What the exit of a program means for a job.</summary>
public enum ExitMeaning
{
    Success,

    /// <summary>The program reports bad data.</summary>
    BadData,

    /// <summary>A later run may succeed.</summary>
    Temporary,

    /// <summary>Every run fails until the program is fixed.</summary>
    Permanent,
}
