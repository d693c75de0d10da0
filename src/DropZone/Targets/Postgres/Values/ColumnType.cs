using DropZone.Tables.Schema;

namespace DropZone.Targets.Postgres.Values;

/// <summary>The type of a column of a table.</summary>
/// <param name="Oid">Of the type; of a domain, of its base type. Source: pg_type.dat of PostgreSQL, where these are fixed.</param>
/// <param name="Modifier">The type's own length, precision or scale; -1: none.</param>
/// <param name="Text">As SQL has it, for messages.</param>
/// <param name="IsVerbatim">Whether the type stores each text that it takes as it is: enumerations, and the types of text of extensions.</param>
/// <param name="Element">Of an array the type of its elements; otherwise null.</param>
internal sealed record ColumnType(uint Oid, int Modifier, string Text, bool IsVerbatim = false, ColumnType? Element = null)
{
    private const int HeaderSize = 4; // pg_type.h: VARHDRSZ is in the modifiers of lengths and numeric
    private const int Microseconds = 6;
    private const int NameBytes = 63;
    private const int MoneyDigits = 18; // in cents, a signed 64-bit number

    /// <summary>Returns how values of a field are sent to the column.</summary>
    public ColumnValue ValueOf(Field field)
    {
        if (Element is not null)
            return Element.ValueOf(field) is var element && element.IsCompared ? element : new ArrayValue(element);
        var isNumber = field.Type is FieldType.Integer or FieldType.Number or FieldType.Year;
        return Oid switch
        {
            20 => new IntegerValue(long.MinValue, long.MaxValue, isNumber),
            21 => new IntegerValue(short.MinValue, short.MaxValue, isNumber),
            23 => new IntegerValue(int.MinValue, int.MaxValue, isNumber),
            26 => new IntegerValue(0, uint.MaxValue, isNumber),
            700 => new FloatValue(isSingle: true, isNumber),
            701 => new FloatValue(isSingle: false, isNumber),
            790 => new NumericValue(MoneyDigits, 2, isNumber),
            1700 when Modifier >= HeaderSize => new NumericValue((Modifier - HeaderSize) >> 16, Scale, isNumber),
            1700 => new NumericValue(null, 0, isNumber),
            16 => new BooleanValue(),
            1082 => new DateValue(),
            1083 => new TimeValue(Precision(Modifier), hasZone: false),
            1266 => new TimeValue(Precision(Modifier), hasZone: true),
            1114 => new TimestampValue(Precision(Modifier), hasZone: false, isUtc: false),
            1184 => new TimestampValue(Precision(Modifier), hasZone: true, field.Type == FieldType.DateTime) { IsLocal = field.IsLocalTime },
            1186 => new IntervalValue(Modifier < 0 || (Modifier & 0xFFFF) == 0xFFFF ? Microseconds : Modifier & 0xFFFF, LastField),
            1043 when Modifier >= HeaderSize => new TextValue(Modifier - HeaderSize),
            1042 when Modifier >= HeaderSize => new TextValue(Modifier - HeaderSize, isPadded: true),
            18 => new TextValue(1, isBytes: true),
            19 => new TextValue(NameBytes, isBytes: true),
            17 => new ByteValue(field is { Type: FieldType.String, Format: "binary" }),
            3802 => new JsonValue(),
            2950 => new UuidValue(),
            650 or 869 => new AddressValue(),
            829 => new MacValue(12),
            774 => new MacValue(16),
            1560 or 1562 => new BitValue(),
            600 => new PointValue(),
            25 or 1042 or 1043 or 114 => new AnyValue(isCompared: false),
            _ => new AnyValue(isCompared: !IsVerbatim),
        };
    }

    /// <summary>11 bits with a sign: PostgreSQL 15 has negative ones. Source: numeric.c, numeric_typmod_scale.</summary>
    private int Scale => (((Modifier - HeaderSize) & 0x7FF) ^ 1024) - 1024;

    /// <summary>The smallest field of an interval. Source: timestamp.h, INTERVAL_MASK; datetime.h, the numbers of fields.</summary>
    private int LastField
    {
        get
        {
            var fields = Modifier < 0 ? 0x7FFF : (Modifier >> 16) & 0x7FFF;
            ReadOnlySpan<int> bits = [12, 11, 10, 3, 1, 2];
            for (var i = 0; i < bits.Length; i++)
                if ((fields & (1 << bits[i])) != 0)
                    return bits.Length - 1 - i;
            return bits.Length - 1;
        }
    }

    private static int Precision(int modifier) => modifier < 0 ? Microseconds : modifier;
}
