namespace DropZone;

/// <summary>The directory tree of one instance, and where its things are. <c>docs/design.md</c> has the table.</summary>
public sealed class Zone
{
    /// <param name="root">The zone's folder; made absolute.</param>
    /// <param name="configuration">Where its configuration is; null: <c>etc</c> in the zone.</param>
    /// <param name="logs">Where its log files go; null: <c>log</c> in the zone.</param>
    public Zone(string root, string? configuration = null, string? logs = null)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        Etc = configuration is null ? $"{Root}/etc" : Path.GetFullPath(configuration);
        Logs = logs is null ? $"{Root}/log" : Path.GetFullPath(logs);
    }

    public string Root { get; }

    public string Etc { get; }

    public string Logs { get; }

    public string Incoming => $"{Root}/incoming";

    public string Working => $"{Root}/working";

    public string Archive => $"{Root}/archive";

    public string Failed => $"{Root}/failed";

    public string Outgoing => $"{Root}/outgoing";

    public string State => $"{Root}/state";

    /// <summary>The folders that every zone has.</summary>
    public IReadOnlyList<string> Folders => [Incoming, Working, Archive, Failed, Outgoing, State];
}
