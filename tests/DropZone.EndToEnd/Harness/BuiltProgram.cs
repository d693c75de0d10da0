namespace DropZone.EndToEnd.Harness;

/// <summary>The program under test.</summary>
public static class BuiltProgram
{
    /// <summary>DROPZONE_BINARY, which tests/run sets, or the build beside the tests.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("DROPZONE_BINARY")
        ?? System.IO.Path.GetFullPath($"{AppContext.BaseDirectory}/../../../../../src/DropZone.Cli/bin/{Configuration}/net10.0/dropzone");

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
}
