using System.Text.Json.Serialization;

namespace DropZone.Spool.Records;

/// <summary>Where the output goes.</summary>
/// <param name="Kind"><c>directory</c>, <c>sqlite</c> …</param>
/// <param name="Path">The folder, relative to the zone; what stands for it in another kind.</param>
/// <param name="Name">The name it gets there, if that is taken, the job's stamp is put before the ending; of a database, the table; for a command, its own.</param>
/// <param name="Target">Its name in the feed, under which <c>loaded/</c> acknowledges it; null: the folder of the zone, whose rename does.</param>
public sealed record ReceiptTarget(string Kind, string Path, string Name, string? Target = null)
{
    /// <summary>The folder of the zone, the last of all.</summary>
    [JsonIgnore]
    public bool IsDirectory => Target is null;

    /// <summary>Where the output is, as told to people.</summary>
    [JsonIgnore]
    public string Place => IsDirectory ? Path : Kind == "command" ? $"{Name} by {Path}" : $"{Name} in {Path}";
}
