using DropZone.Tests;
using Shouldly;

namespace DropZone.Appliance;

/// <summary>What the documents tell to write: tests write just that.</summary>
internal static class Document
{
    /// <summary>The block between fences that begins with these words.</summary>
    /// <param name="name">Of the document in <c>docs/</c>.</param>
    /// <param name="beginning">Of its first line.</param>
    public static string Block(string name, string beginning)
    {
        var text = Repository.Read($"docs/{name}");
        var begin = text.IndexOf($"```\n{beginning}", StringComparison.Ordinal);
        begin.ShouldBeGreaterThan(0, $"docs/{name} has a block that begins with {beginning}");
        begin += 4;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
