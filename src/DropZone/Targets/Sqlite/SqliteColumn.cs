using DropZone.Tables.Primitives.Numbers;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Fields.Numeric;
using static SQLitePCL.raw;

namespace DropZone.Targets.Sqlite;

/// <summary>Binds the values of a column so that SQLite stores exactly them; what it would convert to another value is refused. Immutable.</summary>
/// <param name="column">The column of the output.</param>
/// <param name="type">The declared type.</param>
/// <param name="isStrict">Whether the table is strict.</param>
/// <param name="isRowId">Whether SQLite would number a row without a value.</param>
/// <param name="isKey">Whether rows are merged by its values: one without a value could not be found again.</param>
internal sealed class SqliteColumn(Field column, string type, bool isStrict, bool isRowId, bool isKey)
{
    private const int RealDigits = 15;

    private readonly SqliteAffinity _affinity = AffinityOf(type, isStrict);
    private readonly bool _isNumber = column.Type is FieldType.Integer or FieldType.Number or FieldType.Year or FieldType.Boolean;

    public string Name => column.Name;

    /// <summary>The reason for the refusal of a value.</summary>
    public string Refusal => $"a column of type {type} cannot hold the value as it is: SQLite would store another number. "
        + (_isNumber ? "Correct the value, or declare the column as TEXT" : "Declare the column as TEXT, or the field as a number in the schema");

    /// <summary>The reason for the refusal of no value.</summary>
    public string NoKey => isRowId
        ? "there is no value in the primary key, for which SQLite would choose a number. Make the field `required` in the schema"
        : "there is no value in a column of `key`. Make the field `required` in the schema";

    /// <summary>Whether a row needs a value in it.</summary>
    public bool IsRequired => isRowId || isKey;

    /// <summary>Binds the value. Returns null if the column cannot hold it, otherwise the result code of SQLite.</summary>
    public int? Bind(SQLitePCL.sqlite3_stmt statement, int index, ReadOnlySpan<byte> value)
    {
        if (_affinity == SqliteAffinity.Text)
            return sqlite3_bind_text(statement, index, value);

        // SQLite ignores white space around numbers
        var text = value.Trim(" \t\n\v\f\r"u8);
        if (!DecimalDigits.TryRead(text, out var number))
            return BindWord(statement, index, value);
        if (!_isNumber && !IsWrittenAgain(value, number))
            return null;
        if (_affinity != SqliteAffinity.Real && number.TryInteger(out var whole) && whole >= long.MinValue && whole <= long.MaxValue)
            return sqlite3_bind_int64(statement, index, (long)whole);
        return number.IsDouble(text, out var binary) ? sqlite3_bind_double(statement, index, binary) : null;
    }

    /// <summary>Whether SQLite writes the characters of a text again, which it stores as a number. A real has a point, and 15 digits.</summary>
    private bool IsWrittenAgain(ReadOnlySpan<byte> value, DecimalDigits number)
    {
        if (!DecimalDigits.IsUsual(value))
            return false;
        if (_affinity != SqliteAffinity.Real && !value.Contains((byte)'.'))
            return number.TryInteger(out var whole) && whole >= long.MinValue && whole <= long.MaxValue;
        var isWhole = number.Exponent >= 0;
        return value.Contains((byte)'.') && number.Count <= RealDigits && number.IsWrittenPlain(RealDigits)
            && (isWhole ? _affinity == SqliteAffinity.Real && value.EndsWith(".0"u8) && value[..^2].IndexOf((byte)'.') < 0 : !DecimalDigits.HasZeroAtEnd(value));
    }

    /// <summary>A word stays text in a column of numbers. Infinity is a number; NaN would become NULL.</summary>
    private int? BindWord(SQLitePCL.sqlite3_stmt statement, int index, ReadOnlySpan<byte> value)
    {
        if (column.Type != FieldType.Number || !NumberType.IsSpecial(value, out var special))
            return sqlite3_bind_text(statement, index, value);
        return double.IsNaN(special) ? null : sqlite3_bind_double(statement, index, special);
    }

    private static SqliteAffinity AffinityOf(string type, bool isStrict)
    {
        if (isStrict && Has("ANY"))
            return SqliteAffinity.Text;
        if (Has("INT"))
            return SqliteAffinity.Integer;
        if (Has("CHAR") || Has("CLOB") || Has("TEXT") || Has("BLOB") || type.Length == 0)
            return SqliteAffinity.Text;
        return Has("REAL") || Has("FLOA") || Has("DOUB") ? SqliteAffinity.Real : SqliteAffinity.Numeric;

        bool Has(string part) => type.Contains(part, StringComparison.OrdinalIgnoreCase);
    }
}
