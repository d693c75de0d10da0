using DropZone.Cli.Terminal;
using DropZone.Linux;
using DropZone.Reports.Model;
using DropZone.Tables.Conversion;

namespace DropZone.Cli.Checking;

/// <summary>Checks files one after the other, in the engine that the service uses, without a zone.</summary>
internal sealed class Check(ICheckOutput output)
{
    /// <summary>How many files were valid.</summary>
    public int Valid { get; private set; }

    public int Invalid { get; private set; }

    /// <summary>How many files could not be read.</summary>
    public int Unread { get; private set; }

    public int ExitCode => Unread > 0 ? Cli.ExitCode.UsageOrConfiguration : Invalid > 0 ? Cli.ExitCode.DataInvalid : Cli.ExitCode.Ok;

    /// <summary>Reads the file to its end and writes the verdict; says on standard error if it cannot be read.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was asked for.</exception>
    public async Task RunAsync(string path, TableConversion conversion, CancellationToken stopping)
    {
        using var file = CheckedFile.TryOpen(path, conversion.AsksForDigest, out var failure);
        if (file is null)
        {
            Complain(path, failure);
            return;
        }

        var input = new CountingStream(file.Content);
        var facts = file.Facts("check");
        var work = Task.Run(() => conversion.Run(input, new ConversionOutput(Stream.Null, null, ScratchFile.Open), facts, stopping), stopping);
        await WorkProgress.ShowAsync(work, new ProgressOf(file.Name, file.Length, () => input.Count), stopping);
        try
        {
            // a read of standard input cannot be called off: it is left behind
            var verdict = new Verdict(path, await work.WaitAsync(stopping));
            if (verdict.Result.Valid)
                Valid++;
            else
                Invalid++;
            output.Write(file, verdict);
        }
        catch (Exception broken) when (broken.IsFileSystemFailure())
        {
            Complain(path, $"reading it broke off: {broken.Message}");
        }
    }

    private void Complain(string path, string failure)
    {
        Unread++;
        Console.Error.WriteLine($"{VisibleText.Escape(path)}: {failure}");
    }
}
