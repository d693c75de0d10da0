using DropZone.Errors;

namespace DropZone.Csv.Reading;

/// <summary>Checks that the line ends of a file are those of the dialect, or of its first line.</summary>
internal sealed class LineEndCheck
{
    private readonly bool _declared;
    private LineEnd _expected;
    private bool _otherReported;

    public LineEndCheck(string? lineTerminator)
    {
        _declared = lineTerminator is not null;
        _expected = lineTerminator switch
        {
            "\n" => LineEnd.LineFeed,
            "\r" => LineEnd.CarriageReturn,
            "\r\n" => LineEnd.Both,
            _ => LineEnd.None,
        };
        Text = lineTerminator ?? "\n";
    }

    /// <summary>Whether every valid record ends with LF.</summary>
    public bool ExpectsLineFeed => _expected == LineEnd.LineFeed;

    /// <summary>Whether every valid record ends with CR LF, except for those mixed in by an editor.</summary>
    public bool ExpectsCrLf => _expected == LineEnd.Both;

    /// <summary>The line end of the dialect, or of the first line of the file; LF before the first line.</summary>
    public string Text { get; private set; }

    /// <summary>Returns a copy of this check for other records of the file.</summary>
    public LineEndCheck Copy() => (LineEndCheck)MemberwiseClone();

    /// <summary>Returns the fault of the line end of the current record, or null.</summary>
    public RecordFault? Fault(RecordReader record, LineEnd found)
    {
        if (_expected == LineEnd.None && found != LineEnd.None)
        {
            _expected = found;
            Text = Written(found);
        }

        if (found == LineEnd.None || found == _expected || _otherReported)
            return null;
        // LF and CR LF are mixed by many editors; neither is part of a cell
        if (!_declared && found != LineEnd.CarriageReturn && _expected != LineEnd.CarriageReturn)
            return null;
        // every line may have this fault: only the first is reported
        _otherReported = _declared || _expected == LineEnd.CarriageReturn;
        return new(ErrorCode.StrayCarriageReturn, record.Line, record.Byte + record.Record.Length, record.CellCount, Message(found));
    }

    public static string Written(LineEnd lineEnd) => lineEnd switch
    {
        LineEnd.CarriageReturn => "\r",
        LineEnd.Both => "\r\n",
        _ => "\n",
    };

    private string Message(LineEnd found) =>
        _declared
            ? $"The record ends with {Name(found)}; expected {Name(_expected)}, as the lineTerminator of the dialect says."
            : _expected == LineEnd.CarriageReturn
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
