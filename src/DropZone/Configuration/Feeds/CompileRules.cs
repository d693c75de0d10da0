using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;

namespace DropZone.Configuration.Feeds;

/// <summary>Compiles rules; the conversion is null if there are problems. Tests may replace <see cref="TableConversion.Compile"/>.</summary>
internal delegate TableConversion? CompileRules(RuleSet rules, out IReadOnlyList<RuleProblem> problems);
