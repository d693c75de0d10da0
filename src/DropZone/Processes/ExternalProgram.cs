using DropZone.Linux;

namespace DropZone.Processes;

/// <summary>An external program and its configuration.</summary>
public sealed record ExternalProgram
{
    /// <summary>Where bare names are searched, and the PATH of the program.</summary>
    public const string StandardSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Absolute.</summary>
    public required string Path { get; init; }

    /// <summary>As configured, with placeholders: <c>{input}</c>. Passed one by one, never through a shell.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The time after which it is killed, with all its descendants.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    public string SearchPath { get; init; } = StandardSearchPath;

    /// <summary>Exit codes with another meaning than in <see cref="ExitMeanings"/>.</summary>
    public IReadOnlyDictionary<int, ExitMeaning> ExitCodes { get; init; } = new Dictionary<int, ExitMeaning>();

    /// <summary>Returns whether the service's user may execute the file.</summary>
    public static bool IsExecutable(string path) => FileAccessCheck.CanExecute(path);

    /// <summary>The program and its arguments as configured, for messages.</summary>
    public string Shown => string.Join(' ', Arguments.Prepend(Path).Select(ShellWord.Of));
}
