using DropZone.Rules;

namespace DropZone.Config;

/// <summary>Compiles rules; the conversion is null if there are problems. A test may stand in for <see cref="Conversion.Compile"/>.</summary>
internal delegate Conversion? RuleCompiler(RuleSet rules, out IReadOnlyList<RuleProblem> problems);
