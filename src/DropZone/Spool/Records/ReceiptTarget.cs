using System.Text.Json.Serialization;

namespace DropZone.Spool.Records;

/// <summary>A place that receives the output.</summary>
/// <param name="Kind"><c>directory</c>, <c>sqlite</c> …</param>
/// <param name="Path">The folder, relative to the zone; its equivalent for another kind.</param>
/// <param name="Name">The name of the output in it, with the job's stamp before the ending if that is taken; the table of a database; the name of a command.</param>
/// <param name="Target">Its name in the feed, under which <c>loaded/</c> acknowledges it; null: the folder of the zone, whose rename does.</param>
public sealed record ReceiptTarget(string Kind, string Path, string Name, string? Target = null)
{
    /// <summary>Whether this is the folder of the zone, the last target of all.</summary>
    [JsonIgnore]
    public bool IsDirectory => Target is null;

    /// <summary>The place of the output, for people.</summary>
    [JsonIgnore]
    public string Place => IsDirectory ? Path : Kind == "command" ? $"{Name} by {Path}" : $"{Name} in {Path}";
}
