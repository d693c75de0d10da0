using System.IO.Abstractions;

namespace DropZone.Configuration.Examples;

/// <summary>The initial contents of a zone's <c>etc</c> folder: settings and one example feed, all commented out.</summary>
public static class ExampleConfiguration
{
    /// <summary>Writes the examples, unless the folder exists.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void WriteIfAbsent(IFileSystem files, string folder)
    {
        if (files.Directory.Exists(folder))
            return;
        files.Directory.CreateDirectory($"{folder}/feeds.d");
        files.File.WriteAllText($"{folder}/dropzone.yaml", ExampleFeed.SettingsText);
        files.File.WriteAllText($"{folder}/feeds.d/example.yaml", ExampleFeed.Text);
    }
}
