namespace DropZone.Configuration.Examples;

/// <summary>The initial contents of a zone's <c>etc</c> folder: settings and one example feed, all commented out.</summary>
public static class ExampleConfiguration
{
    /// <summary>Writes the examples, unless the folder exists.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void WriteIfAbsent(string folder)
    {
        if (Directory.Exists(folder))
            return;
        Directory.CreateDirectory($"{folder}/feeds.d");
        File.WriteAllText($"{folder}/dropzone.yaml", ExampleFeed.SettingsText);
        File.WriteAllText($"{folder}/feeds.d/example.yaml", ExampleFeed.Text);
    }
}
