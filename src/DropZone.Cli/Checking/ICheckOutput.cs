using DropZone.Reports.Model;

namespace DropZone.Cli.Checking;

/// <summary>Writes verdicts to standard output as they come.</summary>
internal interface ICheckOutput : IDisposable
{
    void Write(CheckedFile file, Verdict verdict);

    /// <summary>A sentence about all of them; only for people.</summary>
    void Conclude(string sentence);
}
