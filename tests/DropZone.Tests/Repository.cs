namespace DropZone.Tests;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Path of the repository's root folder.</summary>
    public static string Root { get; } = Find();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DropZone.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("DropZone.sln not found in any folder above the tests. Run them inside the repository.");
        return folder.FullName;
    }
}
