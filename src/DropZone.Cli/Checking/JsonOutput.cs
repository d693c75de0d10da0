using DropZone.Reports.Json;
using DropZone.Reports.Model;

namespace DropZone.Cli.Checking;

internal sealed class JsonOutput(Stream stream) : ICheckOutput
{
    public void Write(CheckedFile file, Verdict verdict)
    {
        // whole lines only: a reader of a pipe gets no half object
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
