using DropZone.Linux;

namespace DropZone.Processes;

/// <summary>
/// A folder for one run of a program, never reused: an earlier run that is still being killed may write to its own. The ending of its
/// name marks it as temporary. It is removed when disposed, with all its content.
/// </summary>
public sealed class ProgramFolder : IDisposable
{
    private ProgramFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>The path of the program's input.</summary>
    public string Input => $"{Path}/input.csv";

    /// <summary>The path of the program's output.</summary>
    public string Output => $"{Path}/output.csv";

    /// <exception cref="IOException">It cannot be created.</exception>
    public static ProgramFolder CreateIn(string parent)
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
            // the next run of the job removes temporary entries
        }
    }
}
