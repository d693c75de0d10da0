namespace DropZone.EndToEnd.Harness;

/// <summary>Lists the jobs and outputs in the folders of a zone.</summary>
public static class ZoneFolders
{
    /// <summary>Returns the job folders below <c>archive/FEED</c>, <c>failed/FEED</c> or <c>working/FEED</c>, sorted.</summary>
    public static IReadOnlyList<string> Jobs(string zone, string place, string feed = "orders")
    {
        var folder = Path.Combine(zone, place, feed);
        if (!Directory.Exists(folder))
            return [];
        var depth = place == "archive" ? Directory.GetDirectories(folder).Where(IsShown) : [folder];
        return [.. depth.SelectMany(Directory.GetDirectories).Where(IsShown).Order(StringComparer.Ordinal)];
    }

    /// <summary>Returns the names of the outputs, sorted.</summary>
    public static IReadOnlyList<string> Outputs(string zone, string feed = "orders") =>
        Directory.Exists($"{zone}/outgoing/{feed}")
            ? [.. Directory.GetFiles($"{zone}/outgoing/{feed}").Where(IsShown).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>The probe files of a starting service are hidden.</summary>
    private static bool IsShown(string path) => !Path.GetFileName(path).StartsWith('.');
}
