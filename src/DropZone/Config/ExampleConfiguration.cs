namespace DropZone.Config;
public static class ExampleConfiguration { public static void Write(string folder) => Directory.CreateDirectory(folder + "/feeds.d"); }
