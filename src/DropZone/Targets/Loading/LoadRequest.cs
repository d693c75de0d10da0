using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;

namespace DropZone.Targets.Loading;

/// <summary>A sealed job and the target for its output.</summary>
/// <param name="Job">Its folder.</param>
/// <param name="Receipt">Its receipt.</param>
/// <param name="Target">One of the receipt's targets.</param>
/// <param name="Steps">For a target that receives a copy of the file.</param>
/// <param name="HidesMessages">Whether free text of a server must not be shown: a trigger may quote a sensitive cell in it.</param>
public sealed record LoadRequest(JobFolder Job, Receipt Receipt, ReceiptTarget Target, DurableSteps Steps, bool HidesMessages = false)
{
    /// <summary>The maximum number of refused rows that are named: with more, something is wrong with the table or the feed.</summary>
    public const int MaxRefusals = 1000;

    /// <summary>Whether every refused row is needed, because the feed delivers the others.</summary>
    public bool FindsRefusals { get; init; }

    /// <summary>Opens the rows of the output.</summary>
    /// <param name="booleansAsDigits">Whether true and false are read as 1 and 0.</param>
    /// <exception cref="IOException">The output cannot be read, or the receipt has no description of it.</exception>
    public SealedRows OpenRows(bool booleansAsDigits)
    {
        var output = Receipt.Output ?? throw new IOException($"{Job.Receipt} has no description of {JobFolder.OutputName}");
        return new SealedRows(OpenedFile.Open(Job.Output), output.Table(), booleansAsDigits);
    }
}
