using System.IO.Abstractions;
using DropZone.Cli.Terminal;
using DropZone.Linux;
using DropZone.Reports.Model;
using DropZone.Tables.Conversion;

namespace DropZone.Cli.Checking;

/// <summary>Checks files one after the other with the engine of the service, without a zone.</summary>
internal sealed class Check(IFileSystem files, ICheckOutput output)
{
    /// <summary>The number of valid files.</summary>
    public int Valid { get; private set; }

    /// <summary>The number of invalid files.</summary>
    public int Invalid { get; private set; }

    /// <summary>The number of files that could not be read.</summary>
    public int Unread { get; private set; }

    public int ExitCode => Unread > 0 ? Cli.ExitCode.UsageOrConfiguration : Invalid > 0 ? Cli.ExitCode.DataInvalid : Cli.ExitCode.Ok;

    /// <summary>Reads the file to its end and writes the verdict. Reports a file that cannot be read on standard error.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    public async Task RunAsync(string path, TableConversion conversion, CancellationToken stopping)
    {
        using var file = CheckedFile.TryOpen(files, path, conversion.RequiresDigest, out var failure);
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
            // a read of standard input cannot be cancelled: it is abandoned
            var verdict = new Verdict(path, await work.WaitAsync(stopping));
            if (verdict.Result.Valid)
                Valid++;
            else
                Invalid++;
            output.Write(file, verdict);
        }
        catch (Exception broken) when (broken.IsFileSystemFailure())
        {
            Complain(path, $"read error: {broken.Message}");
        }
    }

    private void Complain(string path, string failure)
    {
        Unread++;
        Console.Error.WriteLine($"{VisibleText.Escape(path)}: {failure}");
    }
}
