using DropZone.Linux;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Records;

namespace DropZone.Targets.Loading;

/// <summary>A sealed job whose output a target is to have.</summary>
/// <param name="Job">Its folder.</param>
/// <param name="Receipt">What was sealed.</param>
/// <param name="Target">Which of the receipt's targets is asked.</param>
/// <param name="Steps">For a target that files are copied into.</param>
public sealed record LoadRequest(JobFolder Job, Receipt Receipt, ReceiptTarget Target, DurableSteps Steps)
{
    /// <summary>The rows of the output.</summary>
    /// <exception cref="IOException">It cannot be read, or the receipt does not say how.</exception>
    public SealedRows OpenRows(bool booleansAsDigits)
    {
        var output = Receipt.Output ?? throw new IOException($"{Job.Receipt} does not tell how {JobFolder.OutputName} is read");
        return new SealedRows(OpenedFile.Open(Job.Output), output.Table(), booleansAsDigits);
    }
}
