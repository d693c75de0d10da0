using System.IO.Abstractions;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Values;

namespace DropZone.Configuration.Values;

/// <summary>Reads texts that hold secrets, and warns of those that anybody may read.</summary>
internal static class SecretReader
{
    /// <summary>The text; null: complained about.</summary>
    /// <param name="entry">Where it stands.</param>
    /// <param name="what">Is expected.</param>
    /// <param name="isSecret">Whether a text holds a secret itself, not a name for it; null: unless it names one.</param>
    public static SecretText? Read(Entry entry, string what, Func<string, bool>? isSecret = null)
    {
        if (entry.Text(what) is not { } text)
            return null;
        if ((isSecret?.Invoke(text) ?? !SecretText.HasPlaceholder(text)) && CanAllRead(entry.Files, entry.File))
        {
            entry.Warn("a secret stands here, and everybody may read this file",
                $"chmod o-r {ShellWord.Of(entry.File)}, or write `${{NAME}}` for a variable of the environment or `credential:NAME` for a systemd credential");
        }

        return new SecretText(text, entry.Files);
    }

    private static bool CanAllRead(IFileSystem files, string path)
    {
        try
        {
            return files.File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return false; // removed since it was read
        }
    }
}
