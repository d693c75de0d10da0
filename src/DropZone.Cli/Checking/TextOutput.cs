using System.Text;
using DropZone.Reports.Model;
using DropZone.Reports.Text;

namespace DropZone.Cli.Checking;

/// <summary>Writes verdicts as text.</summary>
internal sealed class TextOutput(Stream stream, bool onlyInvalid) : ICheckOutput
{
    private readonly StreamWriter _writer = new(stream, new UTF8Encoding(false)) { NewLine = "\n" };

    public void Write(CheckedFile file, Verdict verdict)
    {
        if (verdict.Result.Valid && onlyInvalid)
            return;
        new VerdictText(_writer, HasColours).Write(verdict);
        _writer.Flush();
    }

    public void Conclude(string sentence) => _writer.WriteLine(sentence);

    public void Dispose() => _writer.Dispose();

    /// <summary>Whether to use colours. Source: https://no-color.org</summary>
    private static bool HasColours =>
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
}
