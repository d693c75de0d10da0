using DropZone.Reports.Json;
using DropZone.Reports.Model;

namespace DropZone.Cli.Checking;

/// <summary>Writes verdicts as JSON, one object a line.</summary>
internal sealed class JsonOutput(Stream stream) : ICheckOutput
{
    public void Write(CheckedFile file, Verdict verdict)
    {
        // whole lines only: the reader of a pipe must not receive half an object
        using var line = new MemoryStream();
        VerdictJson.Write(verdict, line);
        line.WriteTo(stream);
        stream.Flush();
    }

    public void Conclude(string sentence)
    {
    }

    public void Dispose() => stream.Dispose();
}
