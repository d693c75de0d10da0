namespace DropZone.Tables.Primitives.Unicode;

/// <summary>Korean syllables, which are composed by arithmetic. Source: The Unicode Standard, section 3.12</summary>
internal static class Hangul
{
    private const int Syllables = 0xAC00;
    private const int Leads = 0x1100;
    private const int Vowels = 0x1161;
    private const int Tails = 0x11A7; // means no tail
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;

    /// <summary>Whether the character may be joined to the one before it.</summary>
    public static bool IsVowelOrTail(int character) => IsVowel(character) || IsTail(character);

    /// <summary>Returns the two or three characters of a syllable.</summary>
    /// <param name="tail">The tail, or 0.</param>
    public static bool TryDecompose(int character, out int lead, out int vowel, out int tail)
    {
        var index = character - Syllables;
        (lead, vowel, tail) = (Leads + (index / (VowelCount * TailCount)), Vowels + (index / TailCount % VowelCount), index % TailCount);
        tail = tail == 0 ? 0 : Tails + tail;
        return index is >= 0 and < LeadCount * VowelCount * TailCount;
    }

    /// <summary>Returns the syllable of a lead and a vowel, or of a syllable without tail and a tail, or 0.</summary>
    public static int Compose(int first, int second)
    {
        if (first is >= Leads and < Leads + LeadCount && IsVowel(second))
            return Syllables + ((((first - Leads) * VowelCount) + second - Vowels) * TailCount);
        return IsTail(second) && TryDecompose(first, out _, out _, out var tail) && tail == 0 ? first + second - Tails : 0;
    }

    private static bool IsVowel(int character) => character is >= Vowels and < Vowels + VowelCount;

    private static bool IsTail(int character) => character is > Tails and < Tails + TailCount;
}
