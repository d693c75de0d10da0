using System.Text.RegularExpressions;
using DropZone.Tables.Primitives.RegularExpressions;
using DropZone.Tables.Validation.Checks;

namespace DropZone.Tables.Validation.Fields.Text;

/// <summary>A pattern that whole cells must match: an automaton if the pattern allows one, with the regular expression as a fallback.</summary>
/// <param name="regex">Matches whole texts.</param>
/// <param name="pattern">The pattern as written.</param>
internal sealed class CellPattern(Regex regex, string pattern)
{
    private readonly ByteAutomaton? _automaton = ByteAutomaton.Of(pattern);

    public bool IsMatch(ReadOnlySpan<byte> cell, CellInspection inspection) =>
        _automaton?.Matches(cell) ?? regex.IsMatch(inspection.Decode(cell));
}
