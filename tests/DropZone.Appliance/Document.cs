using DropZone.Tests;
using Shouldly;

namespace DropZone.Appliance;

/// <summary>Code blocks of the documentation: the tests use exactly what the reader is instructed to write.</summary>
internal static class Document
{
    /// <summary>Returns the fenced block whose first line begins with <paramref name="beginning"/>.</summary>
    /// <param name="name">Path of the document below <c>docs/</c>.</param>
    /// <param name="beginning">First words of the block.</param>
    public static string Block(string name, string beginning)
    {
        var text = Repository.Read($"docs/{name}");
        var begin = text.IndexOf($"```\n{beginning}", StringComparison.Ordinal);
        begin.ShouldBeGreaterThan(0, $"docs/{name} has a block that begins with {beginning}");
        begin += 4;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
