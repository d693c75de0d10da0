using System.Buffers;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Yaml;

/// <summary>One parsed YAML file; JSON is a subset of YAML.</summary>
/// <param name="Bytes">Its content, for the digest.</param>
/// <param name="Root">Its root; null if it contains only comments.</param>
internal sealed record ConfigurationFile(string Path, byte[] Bytes, Entry? Root)
{
    /// <summary>Control characters, which YAML forbids and the parser drops silently.</summary>
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r'))]);

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a file. Returns null after a complaint if it is not valid YAML.</summary>
    public static ConfigurationFile? Load(string path, ReadingContext context)
    {
        var complaints = context.Complaints;
        byte[] bytes;
        try
        {
            bytes = context.Files.File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception.IsFileSystemFailure())
        {
            complaints.AddWholeFile(path, $"cannot be read: {exception.Message}", "");
            return null;
        }
        if (Decoded(path, bytes, complaints) is not { } text)
            return null;
        var stream = new YamlStream();
        var parser = new StrictParser(path, new Parser(new StringReader(text)), complaints);
        try
        {
            stream.Load(parser);
        }
        // On some broken texts the parser throws InvalidOperationException and others in addition to its own exceptions.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var (at, message, remedy) = SyntaxComplaint.Of(exception, parser.Reached, text, path.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
            complaints.Add(path, at, "", message, remedy);
            return null;
        }
        if (stream.Documents.Count > 1)
            complaints.Add(path, stream.Documents[1].RootNode.Start, "", "a second YAML document starts before this place", "remove the line `---`, or split the file in two: a file contains one document");
        var root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        var entry = root is null ? null : new Entry(path, "", root.Start, root, context);
        return new ConfigurationFile(path, bytes, entry is { Empty: false } ? entry : null);
    }

    private static string? Decoded(string path, byte[] bytes, ComplaintList complaints)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException exception)
        {
            var before = Encoding.Latin1.GetString(bytes, 0, Math.Max(0, exception.Index));
            complaints.Add(path, TextPosition.AfterAll(before), "", "this is not UTF-8", "save the file as UTF-8");
            return null;
        }
        var control = text.AsSpan().IndexOfAny(ControlCharacters);
        if (control < 0)
            return text;
        complaints.Add(
            path, TextPosition.AfterAll(text[..control]), "", $"there is a control character here (U+{(int)text[control]:X4})", "remove it");
        return null;
    }
}
