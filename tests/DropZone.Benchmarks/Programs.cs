namespace DropZone.Benchmarks;

/// <summary>Paths of the NativeAOT binary, the JIT build and the documentation.</summary>
internal static class Programs
{
    private static readonly string Root = RootAbove(AppContext.BaseDirectory);

    /// <summary>The published NativeAOT binary. DROPZONE_BINARY overrides its path.</summary>
    public static string Native => Found(Environment.GetEnvironmentVariable("DROPZONE_BINARY") ?? $"{Root}/artifacts/bin/dropzone");

    /// <summary>The Release build, run by dotnet.</summary>
    public static string Managed => Found($"{Root}/src/DropZone.Cli/bin/Release/net10.0/dropzone.dll");

    /// <summary>Returns the path of a file in docs.</summary>
    public static string Document(string name) => $"{Root}/docs/{name}";

    private static string RootAbove(string folder) =>
        File.Exists($"{folder}/DropZone.sln") ? folder : RootAbove(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("DropZone.sln not found in any folder above this program."));

    private static string Found(string path) => File.Exists(path) ? path : throw new FileNotFoundException($"{path} does not exist. Run tests/run, or publish first.");
}
