using System.Text;
using DropZone.Csv.Dialects;

namespace DropZone.Inference;

/// <summary>Names the columns: by their labels, unless these are missing, empty or used twice.</summary>
internal sealed class LabelInference
{
    private readonly bool _hasHeader;
    private readonly bool _isUsable;

    /// <param name="labels">The header, or null.</param>
    public LabelInference(byte[][]? labels, int columns)
    {
        _hasHeader = labels is not null;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var written = labels?.Select(Encoding.UTF8.GetString).ToList();
        Names = [.. Enumerable.Range(0, columns).Select(i => Free(written?[i].Trim() is { Length: > 0 } label ? label : $"field{i + 1}", taken))];
        _isUsable = written?.SequenceEqual(Names) == true;
        Notes = _isUsable ? [] : _hasHeader
            ? ["The header has labels that are empty, duplicate or padded with spaces: it is skipped, and the fields name the columns."]
            : ["The first row looks like data: there is no header, and the fields name the columns. Choose better names."];
    }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<string> Notes { get; }

    /// <summary>Returns the dialect, without the header if its labels are unusable.</summary>
    public Dialect Apply(Dialect dialect) =>
        _isUsable ? dialect
        : _hasHeader ? dialect with { Header = false, CommentRows = [.. dialect.CommentRows, dialect.CommentRows.Count + 1] }
        : dialect with { Header = false };

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
            free = $"{name}-{number}";
        return free;
    }
}
