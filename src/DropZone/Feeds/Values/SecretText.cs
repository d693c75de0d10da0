using System.IO.Abstractions;
using System.Text.RegularExpressions;

namespace DropZone.Feeds.Values;

/// <summary>
/// A text that may hold secrets, as written: <c>${NAME}</c> stands for a variable of the environment, <c>credential:NAME</c> for a
/// systemd credential (systemd.exec(5), LoadCredential=). What stands for it is asked for when it is needed, and shown nowhere.
/// </summary>
/// <param name="written">From the configuration.</param>
/// <param name="files">Where credentials are read.</param>
public sealed partial class SecretText(string written, IFileSystem files)
{
    /// <summary>As written; a secret that stands in it itself stands in this, too.</summary>
    internal string Written => written;

    /// <summary>The text with its secrets; null, and what cannot be found, named and not shown.</summary>
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

    /// <summary>Whether a part of the text comes from elsewhere.</summary>
    public static bool HasPlaceholder(string text) => Placeholder().IsMatch(text);

    /// <summary>Nothing of it: a log or a message that would print it prints this.</summary>
    public override string ToString() => "(secret)";

    private static (string? Value, string What) Variable(string name) =>
        (Environment.GetEnvironmentVariable(name), $"the environment of the service has no {name}");

    private (string? Value, string What) Credential(string name)
    {
        if (Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is not { Length: > 0 } folder)
            return (null, $"the service has no credentials, so none called {name}: add LoadCredential={name}:FILE to its unit");
        try
        {
            // a line end is not meant to be part of it
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
