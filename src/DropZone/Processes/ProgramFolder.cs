using DropZone.Linux;

namespace DropZone.Processes;

/// <summary>
/// A folder for one run of a program, new and of no other run: what an earlier one that is just being killed still writes is not met here. Its
/// name ends as what counts for nothing. Removed when disposed, whatever the program left in it.
/// </summary>
public sealed class ProgramFolder : IDisposable
{
    private ProgramFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Where the program finds its input.</summary>
    public string Input => $"{Path}/input.csv";

    /// <summary>Where it is to put its output.</summary>
    public string Output => $"{Path}/output.csv";

    /// <exception cref="IOException">It cannot be made.</exception>
    public static ProgramFolder MakeIn(string parent)
    {
        var path = $"{parent}/command.{System.IO.Path.GetRandomFileName()}.part";
        DurableFolder.Make(path);
        return new ProgramFolder(path);
    }

    public void Dispose()
    {
        try
        {
            FolderTree.Remove(Path);
        }
        catch (LinuxException)
        {
            // what counts for nothing is swept by the next run of the job
        }
    }
}
