using System.Text.RegularExpressions;

namespace DropZone.Tests.Project;

/// <summary>A source file of the repository; its code is the text without comments and literals.</summary>
/// <param name="path">Relative to the repository.</param>
/// <param name="text">All of it.</param>
internal sealed partial class SourceFile(string path, string text)
{
    public const string Library = "src/DropZone/";

    public string Path { get; } = path;

    public int Lines { get; } = text.Count(c => c == '\n');

    public string Code { get; } = CommentOrLiteral().Replace(text, "");

    /// <summary>Its top-level folder in the library; null for files next to the folders, and outside the library.</summary>
    public string? Folder { get; } =
        path.StartsWith(Library, StringComparison.Ordinal) && path[Library.Length..].Split('/') is { Length: > 1 } parts ? parts[0] : null;

    [GeneratedRegex(@"""""""[\s\S]*?""""""|""(?:[^""\\\n]|\\.)*""|'(?:[^'\\\n]|\\.)+'|//[^\n]*|/\*[\s\S]*?\*/")]
    private static partial Regex CommentOrLiteral();
}
