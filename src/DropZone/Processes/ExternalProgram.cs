using DropZone.Linux;

namespace DropZone.Processes;

/// <summary>A program that is not ours, and what is known of it.</summary>
public sealed record ExternalProgram
{
    /// <summary>Where bare names are looked for, and what the program has as PATH.</summary>
    public const string StandardSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Absolute.</summary>
    public required string Path { get; init; }

    /// <summary>As written, with placeholders: <c>{input}</c>. Handed over one by one, never through a shell.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>After this it is killed, with all that it has started.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    public string SearchPath { get; init; } = StandardSearchPath;

    /// <summary>What exit codes mean that mean something else than <see cref="ExitMeanings"/> says.</summary>
    public IReadOnlyDictionary<int, ExitMeaning> ExitCodes { get; init; } = new Dictionary<int, ExitMeaning>();

    /// <summary>Whether this user may run the file.</summary>
    public static bool IsExecutable(string path) => FileAccessCheck.CanExecute(path);

    /// <summary>As people read it: the program and its arguments as they were written.</summary>
    public string Shown => string.Join(' ', Arguments.Prepend(Path).Select(ShellWord.Of));
}
