using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace DropZone.Tables.Schema;

/// <summary>
/// The text around a number that is not bare (Table Schema, <c>bareNumber</c>): signs count, currencies, percent signs and known units do not.
/// Any other text may change the value, or leave it in doubt: <c>1.2M</c>, <c>12.50 DR</c>, <c>&lt;5</c>, <c>3 TEUR</c>.
/// </summary>
internal static class NumberAffixes
{
    private const int MaxWord = 16;

    /// <summary>Words for percent and money besides the codes of currencies, compared without case.</summary>
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "percent", "pct", "prozent", "pourcent", "procent", "cento",
        "euro", "euros", "dollar", "dollars", "us", "usd", "pound", "pounds", "franken", "francs", "franc", "yen", "yuan", "rupee", "rupees", "peso", "pesos", "real", "reais", "krone", "kroner", "kronor",
        "rs", "rp", "fr", "sfr", "kr", "dkr", "nkr", "skr", "ft", "lei", "leu", "din", "kn", "zł", "zl", "kč", "kc", "лв", "руб", "грн", "tl", "nt", "hk", "rm");

    /// <summary>Units behind a number, compared with case: one with a prefix is the unit of the column. Before a number, min is a bound.</summary>
    private static readonly FrozenSet<string> Units = FrozenSet.Create(
        StringComparer.Ordinal,
        "kg", "mg", "lb", "lbs", "oz", "km", "cm", "mm", "yd", "mi", "ha", "ml", "cl", "dl", "hl", "min", "sec", "kW", "MW", "kWh", "MWh", "GWh", "Wh", "kV", "Hz", "kHz", "MHz", "GHz",
        "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "bar", "hPa", "kPa", "kcal", "kJ", "pcs", "pc", "Stk", "Stck", "St\u00FCck", "pieces", "items", "units", "Std", "hrs");

    /// <summary>The codes of ISO 4217, compared with case: EURm and kUSD are other words.</summary>
    private static readonly FrozenSet<string> Currencies = FrozenSet.Create(
        StringComparer.Ordinal,
        [.. ("AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB "
            + "EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR "
            + "MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD "
            + "TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG HRK DEM FRF ITL ESP ATS").Split(' ')]);

    /// <summary>Words that scale or bound a number, also if they are written right before it.</summary>
    private static readonly FrozenSet<string> Doubtful = FrozenSet.Create(
        StringComparer.Ordinal,
        "mio", "mrd", "mill", "mln", "bn", "tsd", "teur", "keur", "kusd", "cr", "dr", "soll", "haben", "minus", "neg", "ca", "circa", "approx", "over", "under", "below", "above", "min", "max", "bis", "to", "not", "no", "half", "less");

    /// <summary>Finds the number.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="decimalMark">It may begin the number.</param>
    /// <param name="groupMark">It neither begins nor ends the number; may be empty.</param>
    /// <param name="number">From its first digit or mark to its last digit, without a sign.</param>
    /// <param name="isNegative">Whether a sign, or parentheses around it, make it negative.</param>
    /// <returns>False: the cell has no digit, or its value is in doubt.</returns>
    public static bool TryStrip(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> decimalMark, ReadOnlySpan<byte> groupMark, out ReadOnlySpan<byte> number, out bool isNegative)
    {
        number = default;
        isNegative = false;
        var start = cell.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
            return false;
        var end = cell.LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1;
        if (cell[..start].EndsWith(decimalMark) && !EndsWithLetter(cell[..(start - decimalMark.Length)]))
            start -= decimalMark.Length;
        if (!groupMark.Trim((byte)' ').IsEmpty && (cell[end..].StartsWith(groupMark) || (cell[..start].EndsWith(groupMark) && !EndsWithLetter(cell[..(start - groupMark.Length)]))))
            return false;
        var signs = default(Signs);
        if (!TryRead(cell[..start], isBefore: true, ref signs) || !TryRead(cell[end..], isBefore: false, ref signs) || signs.AreInDoubt)
            return false;
        number = cell[start..end];
        isNegative = signs.Minuses + signs.Opening == 1;
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, bool isBefore, ref Signs signs)
    {
        var isAfterLetter = false;
        var isAfterSlash = false;
        var isAfterPoint = false;
        for (var rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            if (Rune.IsLetter(rune))
            {
                if (!TryReadWord(ref rest, isAfterSlash, isBefore))
                    return false;
                isAfterLetter = true;
                isAfterSlash = false;
                continue;
            }

            if (!IsHarmless(rune, isAfterLetter) && (isAfterPoint || !signs.TryCount(rune, isBefore, isAfterLetter)))
                return false;
            isAfterPoint = rune.Value == '.' && !isAfterLetter; // the sign of 12.- stands for no cents
            isAfterLetter = false;
            isAfterSlash = rune.Value == '/';
            rest = rest[length..];
        }

        return true;
    }

    private static bool TryReadWord(ref ReadOnlySpan<byte> rest, bool isAfterSlash, bool isBefore)
    {
        Span<char> letters = stackalloc char[MaxWord];
        var length = 0;
        while (!rest.IsEmpty && Rune.DecodeFromUtf8(rest, out var rune, out var size) == System.Buffers.OperationStatus.Done && (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark))
        {
            if (length + rune.Utf16SequenceLength > MaxWord)
                return false; // no known word is as long
            length += rune.EncodeToUtf16(letters[length..]);
            rest = rest[size..];
        }

        ReadOnlySpan<char> text = letters[..length];
        if (isAfterSlash)
            return text is "h" or "s" or "min" or "kg" or "l";
        // a mark of small letters that a number is joined to is its name, as in ab1
        return IsIn(Words, text) || IsIn(Currencies, text) || (!isBefore && IsIn(Units, text))
            || (isBefore && rest.IsEmpty && text.Length > 1 && !text.ContainsAnyExceptInRange('a', 'z') && !IsIn(Doubtful, text));
    }

    private static bool IsIn(FrozenSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Space, currency, percent, a point of an abbreviation; within a unit a slash and powers: km/h, m².</summary>
    private static bool IsHarmless(Rune rune, bool isAfterLetter) =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.CurrencySymbol || rune.Value is '%' or '\u2030' or '.' or '\u00B0'
        || (isAfterLetter && rune.Value is '/' or '\u00B2' or '\u00B3');

    private static bool EndsWithLetter(ReadOnlySpan<byte> text) => Rune.DecodeLastFromUtf8(text, out var last, out _) == System.Buffers.OperationStatus.Done && Rune.IsLetter(last);

    /// <summary>The signs found. One at most makes a number certain.</summary>
    private struct Signs
    {
        public int Minuses;
        public int Opening;
        private int _pluses;
        private int _closing;

        public readonly bool AreInDoubt => Opening != _closing || Minuses + _pluses + Opening > 1;

        /// <summary>A hyphen right behind a letter may be part of a name: A-12.</summary>
        public bool TryCount(Rune rune, bool isBefore, bool isAfterLetter)
        {
            switch (rune.Value)
            {
                case '-' or '\u2212' or '\uFE63' or '\uFF0D' when !isAfterLetter:
                    Minuses++;
                    return true;
                case '+' or '\uFF0B' when isBefore && !isAfterLetter: // behind it, a bound: 5+
                    _pluses++;
                    return true;
                case '(' when isBefore:
                    Opening++;
                    return true;
                case ')' when !isBefore:
                    _closing++;
                    return true;
                default:
                    return false;
            }
        }
    }
}
