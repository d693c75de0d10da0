namespace DropZone;

/// <summary>The directory tree of one instance, and its paths. The table is in <c>docs/developer/design.md</c>.</summary>
public sealed class Zone
{
    /// <summary>The zone that packages install, according to the Filesystem Hierarchy Standard.</summary>
    public static readonly Zone Installed = new("/var/lib/dropzone", "/etc/dropzone", "/var/log/dropzone");

    /// <param name="root">The zone's folder; made absolute.</param>
    /// <param name="configuration">The folder of its configuration; null: <c>etc</c> in the zone.</param>
    /// <param name="logs">The folder of its log files; null: <c>log</c> in the zone.</param>
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

    /// <summary>The options of a command for this zone, <c> --zone DIR --config DIR</c>, as far as they are needed.</summary>
    public string Options
    {
        get
        {
            var isInstalled = Root == Installed.Root || Logs == Installed.Logs; // then its configuration names its folder
            var usual = isInstalled ? Installed.Etc : $"{Root}/etc";
            return (isInstalled ? "" : $" --zone {ShellWord.Of(Root)}") + (Etc == usual ? "" : $" --config {ShellWord.Of(Etc)}");
        }
    }

    /// <summary>Returns the command by which an operator retries a failed job.</summary>
    /// <param name="job">The start of its name, or of its random part.</param>
    public string RetryCommand(string job) => $"dropzone failed retry {job}{Options}";

    /// <summary>The folders of every zone.</summary>
    public IReadOnlyList<string> Folders => [Incoming, Working, Archive, Failed, Outgoing, State, Run];
}
