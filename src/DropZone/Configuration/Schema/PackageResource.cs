using DropZone.Configuration.Yaml;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>One resource of a data package. Source: https://datapackage.org/standard/data-resource/</summary>
internal sealed class PackageResource(Entry self)
{
    public Entry Self => self;

    public string? Name => self.Member("name")?.Node is YamlScalarNode name ? name.Value : null;

    /// <summary>The paths of its data, as written, without a leading <c>./</c>; a resource in several parts has several.</summary>
    public IReadOnlyList<string> Paths => [.. (self.Member("path")?.Node switch
    {
        YamlSequenceNode parts => parts.Children,
        { } single => [single],
        _ => [],
    }).OfType<YamlScalarNode>().Select(path => path.Value ?? "").Select(path => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path)];

    /// <summary>A URL, or a path that may leave the folder of the package: the standard forbids it for untrusted packages.</summary>
    public static bool IsUnsafe(string path) =>
        path.Contains("://", StringComparison.Ordinal) || path.StartsWith('/') || path.StartsWith('~') || path.Contains('\\')
        || path.Split('/').Contains("..");

    /// <summary>Whether its data is this file: <c>data/prices.csv</c>, relative to the package.</summary>
    public bool IsAt(string path) => Paths.Any(own => own == path);

    /// <summary>Whether one of its files has a name that satisfies the predicate.</summary>
    public bool IsNamed(Func<string, bool> fits) => Paths.Any(own => fits(own[(own.LastIndexOf('/') + 1)..]));
}
