namespace DropZone.Configuration.Examples;

/// <summary>The example files that <c>init</c> writes. Every line is commented out.</summary>
public static class ExampleFeed
{
    /// <summary>A feed with every key.</summary>
    public static string Text => Resource("feed.yaml");

    /// <summary>A <c>dropzone.yaml</c> with every key and its default.</summary>
    public static string SettingsText => Resource("dropzone.yaml");

    private static string Resource(string name)
    {
        using var stream = typeof(ExampleFeed).Assembly.GetManifestResourceStream($"DropZone.Configuration.Examples.{name}")
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
