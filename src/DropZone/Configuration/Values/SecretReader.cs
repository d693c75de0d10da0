using System.IO.Abstractions;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Values;

namespace DropZone.Configuration.Values;

/// <summary>Reads texts that contain secrets, and warns about secrets in files that all users can read.</summary>
internal static class SecretReader
{
    /// <summary>Returns the text, or null after a complaint.</summary>
    /// <param name="entry">The value of the key.</param>
    /// <param name="what">The expected value, for the complaint.</param>
    /// <param name="isSecret">Whether a text contains a secret itself; null: every text without a placeholder.</param>
    public static SecretText? Read(Entry entry, string what, Func<string, bool>? isSecret = null)
    {
        if (entry.Text(what) is not { } text)
            return null;
        if ((isSecret?.Invoke(text) ?? !SecretText.HasPlaceholder(text)) && CanAllRead(entry.Files, entry.File))
        {
            entry.Warn("this file contains a secret, and all users can read it",
                $"run `chmod o-r {ShellWord.Of(entry.File)}`, or write `${{NAME}}` for an environment variable or `credential:NAME` for a systemd credential");
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
            return false; // deleted after it was read
        }
    }
}
