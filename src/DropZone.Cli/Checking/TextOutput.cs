using System.Text;
using DropZone.Reports.Model;
using DropZone.Reports.Text;

namespace DropZone.Cli.Checking;

internal sealed class TextOutput(Stream stream, bool onlyInvalid) : ICheckOutput
{
    private readonly StreamWriter writer = new(stream, new UTF8Encoding(false)) { NewLine = "\n" };

    public void Write(CheckedFile file, Verdict verdict)
    {
        if (verdict.Result.Valid && onlyInvalid)
            return;
        new VerdictText(writer, HasColours).Write(verdict);
        writer.Flush();
    }

    public void Conclude(string sentence) => writer.WriteLine(sentence);

    public void Dispose() => writer.Dispose();

    /// <summary>As https://no-color.org asks for.</summary>
    private static bool HasColours =>
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
}
