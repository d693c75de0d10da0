using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace DropZone.Tables.Schema;

/// <summary>
/// The text around a number that is not bare (Table Schema, <c>bareNumber</c>): signs count, currencies, percent signs and units do not. A cell
/// whose text may change the value, or leaves it in doubt, is no number: <c>1.2M</c>, <c>12.50 DR</c>, <c>&lt;5</c>.
/// </summary>
internal static class NumberAffixes
{
    /// <summary>
    /// Words that multiply the number, give it a sign, or only bound it. A single letter never passes: thousand or tonnes, million or metres,
    /// credit or debit.
    /// </summary>
    private static readonly FrozenSet<string> Doubtful = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "hundred", "thousand", "thousands", "tausend", "mille", "mil", "tsd", "tds", "million", "millions", "millionen", "millón", "millones", "milione", "milioni", "mill", "mio", "mln", "mn",
        "milliard", "milliards", "milliarde", "milliarden", "miliardi", "mia", "mrd", "mld", "md", "bn", "bln", "billion", "billions", "billionen", "tn", "trn", "trillion", "trillions",
        "lakh", "lakhs", "lac", "lacs", "crore", "crores", "dozen", "dozens", "dutzend", "gross", "score",
        "cr", "dr", "db", "credit", "debit", "haben", "soll", "minus", "negative", "neg", "moins", "less", "loss", "of",
        "ca", "circa", "approx", "approximately", "about", "around", "etwa", "rund", "over", "under", "above", "below", "more", "than", "least", "most", "max", "min", "maximum", "minimum", "mind", "to", "bis");

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
        for (var rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            if (Rune.IsLetter(rune))
            {
                if (!TryReadWord(ref rest, isAfterSlash))
                    return false;
                isAfterLetter = true;
                isAfterSlash = false;
                continue;
            }

            if (!IsHarmless(rune, isAfterLetter) && !signs.TryCount(rune, isBefore, isAfterLetter))
                return false;
            isAfterLetter = false;
            isAfterSlash = rune.Value == '/';
            rest = rest[length..];
        }

        return true;
    }

    private static bool TryReadWord(ref ReadOnlySpan<byte> rest, bool isAfterSlash)
    {
        var word = new StringBuilder();
        while (!rest.IsEmpty && Rune.DecodeFromUtf8(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done && (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark))
        {
            word.Append(rune);
            rest = rest[length..];
        }

        return (word.Length > 1 || isAfterSlash) && !Doubtful.Contains(word.ToString());
    }

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
                case '+' or '\uFF0B' when !isAfterLetter:
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
