using System.Text.RegularExpressions;
using DropZone.Errors;
using DropZone.Tables.Primitives.RegularExpressions;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Schema;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Text;

/// <summary>Compiles fields of text: string and any.</summary>
internal static class TextCompiler
{
    // longer codes than this are rare, and trying them costs time
    private const int LongestCode = 32;

    public static TextCheck Compile(FieldDraft draft)
    {
        var constraints = draft.Constraints;
        var isString = draft.Field.Type == FieldType.String;
        draft.RefuseRange();
        if (isString)
        {
            draft.RefuseFormat("email", "uri", "binary", "uuid");
        }
        else
        {
            draft.RefuseFormat();
            draft.RefuseLength();
            draft.RefusePattern();
        }

        return new TextCheck(draft.Context)
        {
            Format = isString && TextFormats.Find(draft.Field.Format) is { } known
                ? new(known, draft.Fault(ErrorCode.TypeError, $"is not {TextFormats.Expected(known)}")) : null,
            MinLength = draft.MinLength("characters") is { } least ? new(least.Length, least.Fault with { Hint = draft.Hint with { Length = least.Length } }) : null,
            MaxLength = draft.MaxLength("characters") is { } most ? new(most.Length, most.Fault) : null,
            Pattern = isString ? Pattern(draft) : null,
            Enum = Allowed(draft, constraints.Enum),
            Categories = isString ? Allowed(draft, draft.Field.Categories) : null,
        };
    }

    private static TextRule<ByteTexts>? Allowed(FieldDraft draft, IReadOnlyList<string>? texts) =>
        texts is null ? null : new(new ByteTexts(texts), draft.EnumFault(texts) with { Hint = draft.Hint with { Length = CodeLength(texts) } });

    private static TextRule<CellPattern>? Pattern(FieldDraft draft)
    {
        if (draft.Constraints.Pattern is not { } pattern)
            return null;
        if (LinearRegex.Compile($"^(?:{pattern})\\z", out var problem) is { } regex)
        {
            var fault = draft.Fault(ErrorCode.ConstraintError, $"does not match the pattern {pattern} as a whole");
            return new(new CellPattern(regex, pattern), fault with { Hint = draft.Hint with { Length = CodeLength(regex) } });
        }

        draft.Complain("constraints.pattern", problem!);
        return null;
    }

    // Returns the minimum length of a code that may start with zeros, 0 if the pattern does not match one.
    private static int CodeLength(Regex regex)
    {
        for (var length = 2; length <= LongestCode; length++)
            if (regex.IsMatch(new string('0', length)) || regex.IsMatch($"0{new string('1', length - 1)}"))
                return length;
        return 0;
    }

    private static int CodeLength(IReadOnlyList<string> texts) =>
        texts.Where(text => text.StartsWith('0') && text.All(char.IsAsciiDigit)).Select(text => text.Length).DefaultIfEmpty().Max();
}
