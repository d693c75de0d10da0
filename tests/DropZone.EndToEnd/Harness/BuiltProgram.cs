namespace DropZone.EndToEnd.Harness;

/// <summary>Locates the program under test.</summary>
public static class BuiltProgram
{
    /// <summary>Path of the program: DROPZONE_BINARY, set by tests/run, or the build of the same configuration as the tests.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("DROPZONE_BINARY")
        ?? System.IO.Path.GetFullPath($"{AppContext.BaseDirectory}/../../../../../src/DropZone.Cli/bin/{Configuration}/net10.0/dropzone");

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
}
