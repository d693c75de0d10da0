using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;

namespace DropZone.Configuration.Feeds;

/// <summary>Compiles rules; the conversion is null if there are problems. A test may stand in for <see cref="TableConversion.Compile"/>.</summary>
internal delegate TableConversion? CompileRules(RuleSet rules, out IReadOnlyList<RuleProblem> problems);
