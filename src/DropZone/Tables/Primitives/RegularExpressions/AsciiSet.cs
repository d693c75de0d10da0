namespace DropZone.Tables.Primitives.RegularExpressions;

/// <summary>A set of ASCII characters.</summary>
internal readonly record struct AsciiSet(UInt128 Bits)
{
    public const int Size = 128;

    public static AsciiSet Of(char character) => new(UInt128.One << character);

    /// <summary>Returns the characters matched by one element of a pattern, such as <c>[A-Z]</c> or <c>\d</c>, determined by .NET's regular expressions.</summary>
    public static AsciiSet OfElement(string element)
    {
        if (LinearRegex.Compile($"^(?:{element})\\z", out _) is not { } regex)
            return default;
        UInt128 bits = 0;
        for (var character = 0; character < Size; character++)
            if (regex.IsMatch([(char)character]))
                bits |= UInt128.One << character;
        return new AsciiSet(bits);
    }

    public bool Contains(int character) => ((Bits >> character) & 1) != 0;
}
