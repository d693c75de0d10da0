namespace DropZone.Intake;

/// <summary>Names that are never deliveries: hidden files, and the names that programs give to files they are still writing.</summary>
public static class IgnoredNames
{
    private static readonly string[] Endings = ["~", ".part", ".partial", ".filepart", ".tmp", ".crdownload"];

    public static bool Contains(string name) =>
        name.StartsWith('.')
        || name.StartsWith("~$", StringComparison.Ordinal)
        || name.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase)
        || name.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
