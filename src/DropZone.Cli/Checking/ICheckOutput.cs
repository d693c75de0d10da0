using DropZone.Reports.Model;

namespace DropZone.Cli.Checking;

/// <summary>Writes verdicts to standard output as they become available.</summary>
internal interface ICheckOutput : IDisposable
{
    void Write(CheckedFile file, Verdict verdict);

    /// <summary>Writes a sentence about all files; JSON output omits it.</summary>
    void Conclude(string sentence);
}
