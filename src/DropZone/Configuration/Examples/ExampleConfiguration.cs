namespace DropZone.Configuration.Examples;

/// <summary>The <c>etc</c> folder of a new zone: settings and one example feed, for people to start from.</summary>
public static class ExampleConfiguration
{
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(string folder)
    {
        Directory.CreateDirectory($"{folder}/feeds.d");
        File.WriteAllText($"{folder}/dropzone.yaml", ExampleFeed.SettingsText);
        File.WriteAllText($"{folder}/feeds.d/example.yaml", ExampleFeed.Text);
    }
}
