using System.Text.Json;

namespace DropZone.Conformance;

/// <summary>Runs a third-party file of cases against DropZone. The format is recognized by the members of the cases.</summary>
public static class Program
{
    /// <summary>Prints a line for each wrong case, then <c>N right, N wrong</c>. Returns 0 if all cases are right, 1 if some are wrong or there are none, 2 if the file does not exist.</summary>
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
