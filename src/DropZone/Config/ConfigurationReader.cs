namespace DropZone.Config;

/// <summary>Reads <c>dropzone.yaml</c> and <c>feeds.d/*.yaml</c>.</summary>
public static class ConfigurationReader
{
    /// <summary>
    /// Reads a configuration folder; files that are not there mean the defaults.
    /// Returns null and every complaint found if anything is wrong; touches nothing.
    /// </summary>
    public static Configuration? Read(string folder, out IReadOnlyList<Complaint> complaints) =>
        throw new NotImplementedException();
}
