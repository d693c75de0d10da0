using System.Text;
using DropZone.Csv.Reading;
using DropZone.Errors;
using DropZone.Tables.Errors;
using DropZone.Tables.Primitives.KeySets;

namespace DropZone.Tables.Validation.Checks;

/// <summary>The state of field checks in one run: the faults of a cell, the values seen, a buffer for decoding.</summary>
/// <param name="fields">Their number.</param>
/// <param name="scratch">Opens a file for values that exceed the memory budget.</param>
/// <param name="memory">The memory that the values of a cell may take.</param>
internal sealed class CellInspection(int fields, Func<Stream> scratch, RecordAllowance memory) : IDisposable
{
    private readonly BoundedKeySet?[] _seen = new BoundedKeySet?[fields];
    private char[] _characters = new char[256];

    /// <summary>The faults of the last inspected cell; the caller clears them.</summary>
    public List<CellFault> Faults { get; } = [];

    public RecordAllowance Memory => memory;

    /// <summary>Number of the inspected record.</summary>
    public long Row { get; set; }

    public BoundedKeySet Seen(int field) => _seen[field] ??= new BoundedKeySet(scratch);

    public void Dispose()
    {
        foreach (var keys in _seen)
            keys?.Dispose();
    }

    /// <summary>The cell as UTF-16, valid until the next call.</summary>
    public ReadOnlySpan<char> Decode(ReadOnlySpan<byte> cell)
    {
        if (_characters.Length < cell.Length)
            _characters = new char[cell.Length * 2];
        return _characters.AsSpan(0, Encoding.UTF8.GetChars(cell, _characters));
    }
}

/// <summary>A fault of a cell. Created during compilation if it does not depend on the row.</summary>
/// <param name="Hint">Describes how a spreadsheet may have changed the cell; null without a hint.</param>
internal sealed record CellFault(ErrorCode Code, string Message, ExcelHint? Hint = null);
