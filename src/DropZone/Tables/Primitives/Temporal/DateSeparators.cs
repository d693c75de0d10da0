namespace DropZone.Tables.Primitives.Temporal;

/// <summary>The separators between the parts of a date in free order. Guarantees that they are usual: <c>03/05-2026</c> and <c>03//05/2026</c> are damaged.</summary>
internal struct DateSeparators
{
    private const byte None = 0;

    /// <summary>Behind the first and the second number.</summary>
    private byte _first, _second;
    private int _slashes, _dashes;

    /// <summary>Whether a point follows the first number.</summary>
    public readonly bool IsDotted => _first == '.';

    /// <summary>Adds the separator between two parts, whatever they are. Returns false if it is unusual.</summary>
    /// <param name="run">White space and marks.</param>
    /// <param name="numbers">The number of numbers before it.</param>
    public bool TryAdd(ReadOnlySpan<byte> run, int numbers)
    {
        if (!TryMark(run, out var mark))
            return false;
        _slashes += mark == '/' ? 1 : 0;
        _dashes += mark == '-' ? 1 : 0;
        if (numbers == 1)
            _first = mark;
        else if (numbers == 2)
            _second = mark;
        return true;
    }

    /// <summary>Whether the separators belong together: numbers alone have the same twice, and slashes or dashes are at both sides of a named month.</summary>
    public readonly bool AreUsual(bool isMonthNamed) => isMonthNamed
        ? (_slashes, _dashes) is (0, 0) or ( >= 2, 0) or (0, >= 2)
        : _first == _second && _first is (byte)'/' or (byte)'-' or (byte)'.' or (byte)' ';

    /// <summary>Whether the separator can be between a date and a clock time: white space, after a comma or point.</summary>
    public static bool AreByClock(ReadOnlySpan<byte> run) =>
        run.TrimStart((byte)' ') is var marks && (marks.IsEmpty || (run[0] is (byte)',' or (byte)'.' && run[1..].IndexOfAnyExcept((byte)' ') < 0));

    /// <summary>Returns the only mark among white space; a point before a comma ends an abbreviation.</summary>
    private static bool TryMark(ReadOnlySpan<byte> run, out byte mark)
    {
        var marks = run.Trim((byte)' ');
        mark = marks switch
        {
            [] => (byte)' ',
            [var single] => single,
            [(byte)'.', (byte)','] => (byte)',',
            _ => None,
        };
        // a dash behind white space alone is a sign
        return mark is not None && (mark is not ((byte)'/' or (byte)'-') || (run[0] == ' ') == (run[^1] == ' '));
    }
}
