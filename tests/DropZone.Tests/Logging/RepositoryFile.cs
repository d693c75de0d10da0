namespace DropZone.Tests.Logging;

/// <summary>Files of the repository that the program must agree with.</summary>
internal static class RepositoryFile
{
    public static string Read(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DropZone.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        return File.ReadAllText(Path.Combine(folder.FullName, path));
    }
}
