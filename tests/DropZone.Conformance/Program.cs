using System.Text.Json;

namespace DropZone.Conformance;

/// <summary>Runs a file of cases that others wrote against DropZone. Its shape is told by its cases.</summary>
public static class Program
{
    /// <summary>Prints a line for each wrong case, then <c>N right, N wrong</c>. 0: none is wrong; 1: some are; 2: no such file.</summary>
    public static int Main(string[] arguments)
    {
        if (arguments is not [var path] || !File.Exists(path))
        {
            Console.Error.WriteLine("usage: tests/conformance FILE, a JSON file of cases");
            return 2;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var (right, wrong) = Run(document.RootElement, Console.Out);
        Console.WriteLine($"{right} right, {wrong} wrong");
        return wrong == 0 && right > 0 ? 0 : 1;
    }

    public static (int Right, int Wrong) Run(JsonElement file, TextWriter output) =>
        file.GetProperty("cases") is { ValueKind: JsonValueKind.Array } cases && cases.EnumerateArray().Any(one => one.TryGetProperty("field", out _))
            ? FieldCasts.Run(file, output)
            : CsvRecords.Run(file, output);
}
