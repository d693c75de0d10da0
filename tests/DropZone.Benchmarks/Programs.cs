namespace DropZone.Benchmarks;

/// <summary>The program in both its builds.</summary>
internal static class Programs
{
    private static readonly string Root = RootAbove(AppContext.BaseDirectory);

    /// <summary>As it is shipped; DROPZONE_BINARY names another.</summary>
    public static string Native => Found(Environment.GetEnvironmentVariable("DROPZONE_BINARY") ?? $"{Root}/artifacts/bin/dropzone");

    /// <summary>As it is built.</summary>
    public static string Managed => Found($"{Root}/src/DropZone.Cli/bin/Release/net10.0/dropzone.dll");

    /// <summary>The path of a file in docs.</summary>
    public static string Document(string name) => $"{Root}/docs/{name}";

    private static string RootAbove(string folder) =>
        File.Exists($"{folder}/DropZone.sln") ? folder : RootAbove(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("There is no DropZone.sln above this program."));

    private static string Found(string path) => File.Exists(path) ? path : throw new FileNotFoundException($"There is no {path}: run tests/run, or publish first.");
}
