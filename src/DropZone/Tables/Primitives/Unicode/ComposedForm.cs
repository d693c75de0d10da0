using System.Buffers;
using System.Text;
using DropZone.Csv;

namespace DropZone.Tables.Primitives.Unicode;

/// <summary>Normalization Form C, in which equal texts have equal bytes. Source: https://www.unicode.org/reports/tr15/</summary>
internal static class ComposedForm
{
    /// <summary>The size in bytes from which a part of the text ends before the next ASCII character, which composes with nothing before it.</summary>
    private const int UsualPart = 64 << 10;

    /// <summary>The maximum size of a part in bytes: the memory for it is thirty times that.</summary>
    private const int MaxPart = 1 << 20;

    /// <summary>Appends the text in its composed form. Returns false and appends nothing if the text is already composed.</summary>
    /// <param name="text">UTF-8.</param>
    public static bool Write(ReadOnlySpan<byte> text, ByteBuffer result)
    {
        if (Ascii.IsValid(text) || IsSurelyComposed(text, Compositions.Table))
            return false;

        var start = result.Length;
        for (var rest = text; !rest.IsEmpty;)
        {
            var part = rest[..PartLength(rest)];
            WritePart(part, result);
            rest = rest[part.Length..];
        }

        if (!result.Written[start..].SequenceEqual(text))
            return true;
        result.Truncate(start);
        return false;
    }

    private static int PartLength(ReadOnlySpan<byte> text)
    {
        if (text.Length <= UsualPart)
            return text.Length;
        var within = text[..Math.Min(text.Length, MaxPart)];
        if (within[UsualPart..].IndexOfAnyInRange((byte)0, (byte)0x7F) is >= 0 and var ascii)
            return UsualPart + ascii;
        // in text without ASCII before any character that composes with nothing before it; in a megabyte of marks before any character
        var most = within.Length;
        while (most < text.Length && (text[most] & 0xC0) == 0x80)
            most--;
        for (var end = most; end > UsualPart && end < text.Length; end--)
        {
            if (BeginsPart(text[end..], Compositions.Table))
                return end;
        }

        return most;
    }

    private static bool BeginsPart(ReadOnlySpan<byte> text, Compositions table) =>
        Rune.DecodeFromUtf8(text, out var rune, out _) == OperationStatus.Done && table.ClassOf(rune.Value) == 0 && !table.IsSuspect(rune.Value);

    private static void WritePart(ReadOnlySpan<byte> text, ByteBuffer result)
    {
        // a byte expands to less than two characters: three bytes to at most four
        var rented = ArrayPool<ulong>.Shared.Rent(text.Length * 2);
        var characters = rented.AsSpan(0, Decompose(text, Compositions.Table, rented));
        Sort(characters);
        foreach (var character in characters[..Compose(characters, Compositions.Table)])
            result.Advance(new Rune(Value(character)).EncodeToUtf8(result.Reserve(4)));
        ArrayPool<ulong>.Shared.Return(rented);
    }

    /// <summary>The quick check of UAX #15, section 9.</summary>
    private static bool IsSurelyComposed(ReadOnlySpan<byte> text, Compositions table)
    {
        var last = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            text = text[length..];
            if (rune.IsAscii)
            {
                last = 0;
                continue;
            }

            var own = table.ClassOf(rune.Value);
            if (table.IsSuspect(rune.Value) || (own != 0 && own < last))
                return false;
            last = own;
        }

        return true;
    }

    private static int Decompose(ReadOnlySpan<byte> text, Compositions table, ulong[] characters)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            text = text[length..];
            if (Hangul.TryDecompose(rune.Value, out var lead, out var vowel, out var tail))
            {
                Add(lead);
                Add(vowel);
                if (tail != 0)
                    Add(tail);
            }
            else if (table.PartsOf(rune.Value) is { IsEmpty: false } parts)
            {
                foreach (var part in parts)
                    Add(part);
            }
            else
            {
                Add(rune.Value);
            }
        }

        return count;

        // class, place, character: marks of the same class keep their order when sorted
        void Add(int character) => characters[count] = ((ulong)table.ClassOf(character) << 56) | ((ulong)count++ << 24) | (uint)character;
    }

    /// <summary>Sorts each run of marks by class.</summary>
    private static void Sort(Span<ulong> characters)
    {
        for (var i = 0; i < characters.Length; i++)
        {
            var start = i;
            while (i < characters.Length && Class(characters[i]) != 0)
                i++;
            if (i - start > 1)
                characters[start..i].Sort();
        }
    }

    /// <summary>Composes characters. Returns the number of remaining characters.</summary>
    private static int Compose(Span<ulong> characters, Compositions table)
    {
        var count = 0;
        var starter = -1;
        for (var i = 0; i < characters.Length; i++)
        {
            var own = Class(characters[i]);
            // a mark of the same or a higher class in between, or a character that is not a mark, prevents the composition
            var isBeside = starter >= 0 && (starter == count - 1 || (Class(characters[count - 1]) is var between && between != 0 && between < own));
            if (isBeside && table.Compose(Value(characters[starter]), Value(characters[i])) is var joined and not 0)
            {
                characters[starter] = (uint)joined;
                continue;
            }

            if (own == 0)
                starter = count;
            characters[count++] = characters[i];
        }

        return count;
    }

    private static int Class(ulong character) => (int)(character >> 56);

    private static int Value(ulong character) => (int)(character & 0xFFFFFF);
}
