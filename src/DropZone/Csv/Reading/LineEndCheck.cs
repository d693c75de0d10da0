using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>Checks that the line ends of a file are those of the dialect, or of its first line.</summary>
internal sealed class LineEndCheck
{
    private readonly bool declared;
    private LineEnd expected;
    private bool _otherReported;

    public LineEndCheck(string? lineTerminator)
    {
        declared = lineTerminator is not null;
        expected = lineTerminator switch
        {
            "\n" => LineEnd.LineFeed,
            "\r" => LineEnd.CarriageReturn,
            "\r\n" => LineEnd.Both,
            _ => LineEnd.None,
        };
        Text = lineTerminator ?? "\n";
    }

    /// <summary>Whether every valid record ends with LF.</summary>
    public bool ExpectsLineFeed => expected == LineEnd.LineFeed;

    /// <summary>Whether every valid record ends with CR LF, except for those mixed in by an editor.</summary>
    public bool ExpectsCrLf => expected == LineEnd.Both;

    /// <summary>The line end of the dialect, or of the first line of the file; LF before the first line.</summary>
    public string Text { get; private set; }

    /// <summary>Returns a copy of this check for other records of the file.</summary>
    public LineEndCheck Copy() => (LineEndCheck)MemberwiseClone();

    /// <summary>Returns the fault of the line end of the current record, or null.</summary>
    public RecordFault? Fault(RecordReader record, LineEnd found)
    {
        if (expected == LineEnd.None && found != LineEnd.None)
        {
            expected = found;
            Text = Written(found);
        }

        if (found == LineEnd.None || found == expected || _otherReported)
            return null;
        // LF and CR LF are mixed by many editors; neither is part of a cell
        if (!declared && found != LineEnd.CarriageReturn && expected != LineEnd.CarriageReturn)
            return null;
        // every line may have this fault: only the first is reported
        _otherReported = declared || expected == LineEnd.CarriageReturn;
        return new(ErrorCode.StrayCarriageReturn, record.Line, record.Byte + record.Record.Length, record.CellCount, Message(found));
    }

    public static string Written(LineEnd lineEnd) => lineEnd switch
    {
        LineEnd.CarriageReturn => "\r",
        LineEnd.Both => "\r\n",
        _ => "\n",
    };

    private string Message(LineEnd found) =>
        declared
            ? $"The record ends with {Name(found)}; expected {Name(expected)}, as the lineTerminator of the dialect says."
            : expected == LineEnd.CarriageReturn
                ? "The record ends with a line feed, but earlier records end with a lone carriage return. Use the same line end throughout the file."
                : "A lone carriage return splits the record; the first line has another line end. " +
                  "If the carriage return belongs to a cell, put the cell in quotes.";

    private static string Name(LineEnd lineEnd) => lineEnd switch
    {
        LineEnd.LineFeed => "a line feed alone",
        LineEnd.CarriageReturn => "a carriage return alone",
        _ => "a carriage return and a line feed",
    };
}
