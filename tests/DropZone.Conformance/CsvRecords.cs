using System.Text.Json;

namespace DropZone.Conformance;

/// <summary>Cases of CSV text and the records it holds.</summary>
internal static class CsvRecords
{
    public static (int Right, int Wrong) Run(JsonElement file, TextWriter output)
    {
        output.WriteLine("cases of this shape are not run yet");
        return (0, file.GetProperty("cases").GetArrayLength());
    }
}
