using System.Text;

namespace DropZone.Inference;

/// <summary>Common markers of missing values. In a column of text they may be values: NA is Namibia.</summary>
internal static class MissingMarkers
{
    public static readonly string[] All =
    [
        "NA", "N/A", "n/a", "na", "#N/A", "NULL", "null", "Null", "None", "none", "nil", "NaN", "nan", "-", "--", "---", ".", "..", "?", "\\N",
    ];

    private static readonly byte[][] Texts = [.. All.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Returns the index of the marker, negative if the cell is not a marker.</summary>
    public static int Find(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > 4)
            return -1;
        for (var i = 0; i < Texts.Length; i++)
            if (cell.SequenceEqual(Texts[i]))
                return i;
        return -1;
    }
}
