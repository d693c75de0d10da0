using DropZone.Tests;
using Shouldly;

namespace DropZone.Appliance;

/// <summary>The packages built by <c>packaging/build</c>.</summary>
public static class Artifacts
{
    public static string Folder { get; } = Path.GetFullPath(Environment.GetEnvironmentVariable("DROPZONE_ARTIFACTS") ?? $"{Repository.Root}/artifacts");

    public static string Deb => Single("dropzone_*.deb");

    public static string Rpm => Single("dropzone-*.rpm");

    private static string Single(string pattern) => Directory.GetFiles(Folder, pattern).ShouldHaveSingleItem($"packaging/build creates one {pattern} in {Folder}");
}
