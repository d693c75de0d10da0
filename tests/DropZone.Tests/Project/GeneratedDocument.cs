using Shouldly;

namespace DropZone.Tests.Project;

/// <summary>
/// Parts of documents that are generated from the code, between <c>&lt;!-- generated: NAME --&gt;</c> and <c>&lt;!-- end --&gt;</c>.
/// With <c>DROPZONE_WRITE_DOCS=1</c> in the environment the tests write them; without, they compare.
/// </summary>
internal static class GeneratedDocument
{
    private const string Variable = "DROPZONE_WRITE_DOCS";
    private const string Command = $"{Variable}=1 dotnet run --project tests/DropZone.Tests -- -namespace DropZone.Tests.Project";

    /// <summary>A paragraph or a list item, broken at 100 columns.</summary>
    public static string Wrapped(string text)
    {
        var indent = text.StartsWith("- ", StringComparison.Ordinal) ? "  " : "";
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + word.Length < 100)
                lines[^1] += $" {word}";
            else
                lines.Add(lines.Count > 0 ? indent + word : word);
        }

        return string.Concat(lines.Select(line => $"{line}\n"));
    }

    public static void ShouldHold(string document, string name, string expected)
    {
        var begin = $"<!-- generated: {name} -->\n\n";
        const string End = "\n<!-- end -->";
        var text = Repository.Read(document);
        var start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        start.ShouldBeGreaterThanOrEqualTo(begin.Length, $"{document} lacks the line {begin.Trim()}");
        var end = text.IndexOf(End, start, StringComparison.Ordinal);
        end.ShouldBeGreaterThanOrEqualTo(start, $"{document}: {begin.Trim()} is not closed by {End.Trim()}");

        if (Environment.GetEnvironmentVariable(Variable) == "1")
            File.WriteAllText(Path.Combine(Repository.Root, document), text[..start] + expected + text[end..]);
        else
            text[start..end].ShouldBe(expected, $"{document} differs from the code. Write it again: {Command}");
    }
}
