namespace DropZone.Cli.Checking;

/// <summary>A file in the temporary folder for what memory has no room for.</summary>
internal static class ScratchFile
{
    /// <summary>It has no name any more, so that nothing is left of it however the program ends.</summary>
    public static FileStream Open()
    {
        var path = Path.GetTempFileName(); // mode 0600
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        File.Delete(path);
        return stream;
    }
}
