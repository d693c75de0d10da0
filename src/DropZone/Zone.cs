namespace DropZone;

/// <summary>The directory tree of one instance, and where its things are. <c>docs/developer/design.md</c> has the table.</summary>
public sealed class Zone
{
    /// <summary>The one that packages install, as the File System Hierarchy has it.</summary>
    public static readonly Zone Installed = new("/var/lib/dropzone", "/etc/dropzone", "/var/log/dropzone");

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

    public string Run => $"{Root}/run";

    /// <summary>What follows a command that is about this zone: <c> --zone DIR --config DIR</c>, as far as it is needed.</summary>
    public string Options
    {
        get
        {
            var isInstalled = Root == Installed.Root || Logs == Installed.Logs; // then its configuration tells where it is
            var usual = isInstalled ? Installed.Etc : $"{Root}/etc";
            return (isInstalled ? "" : $" --zone {ShellWord.Of(Root)}") + (Etc == usual ? "" : $" --config {ShellWord.Of(Etc)}");
        }
    }

    /// <summary>What an operator types to have a failed job tried again.</summary>
    /// <param name="job">The start of its name, or of its random part.</param>
    public string RetryCommand(string job) => $"dropzone failed retry {job}{Options}";

    /// <summary>The folders that every zone has.</summary>
    public IReadOnlyList<string> Folders => [Incoming, Working, Archive, Failed, Outgoing, State, Run];
}
