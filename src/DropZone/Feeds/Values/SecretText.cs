using System.IO.Abstractions;
using System.Text.RegularExpressions;

namespace DropZone.Feeds.Values;

/// <summary>
/// A text that may contain secrets: <c>${NAME}</c> is replaced by an environment variable, <c>credential:NAME</c> by a
/// systemd credential (systemd.exec(5), LoadCredential=). Placeholders are resolved on use. The result is never printed.
/// </summary>
/// <param name="written">The text in the configuration.</param>
/// <param name="files">The file system of the credentials.</param>
public sealed partial class SecretText(string written, IFileSystem files)
{
    /// <summary>The text in the configuration, including any secret in it.</summary>
    internal string Written => written;

    /// <summary>Returns the text with its secrets, or null and the names of those that cannot be found.</summary>
    public string? TryReveal(out string missing)
    {
        var absent = "";
        var text = Placeholder().Replace(written, match =>
        {
            var (value, what) = match.Groups[1].Success ? Variable(match.Groups[1].Value) : Credential(match.Groups[2].Value);
            if (value is null && absent.Length == 0)
                absent = what;
            return value ?? "";
        });
        missing = absent;
        return absent.Length == 0 ? text : null;
    }

    /// <summary>Whether the text contains a placeholder.</summary>
    public static bool HasPlaceholder(string text) => Placeholder().IsMatch(text);

    /// <summary>Returns a constant, so that logs and messages never contain the text.</summary>
    public override string ToString() => "(secret)";

    private static (string? Value, string What) Variable(string name) =>
        (Environment.GetEnvironmentVariable(name), $"the environment of the service has no {name}");

    private (string? Value, string What) Credential(string name)
    {
        if (Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is not { Length: > 0 } folder)
            return (null, $"the service has no credential {name}: add LoadCredential={name}:FILE to its unit");
        try
        {
            // the line end is not part of the secret
            return (files.File.ReadAllText($"{folder}/{name}").TrimEnd('\r', '\n'), "");
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return (null, $"the credential {name} cannot be read: add LoadCredential={name}:FILE to the service's unit");
        }
    }

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\bcredential:([A-Za-z0-9_.-]+)")]
    private static partial Regex Placeholder();
}
