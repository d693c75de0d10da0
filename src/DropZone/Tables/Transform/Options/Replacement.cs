namespace DropZone.Tables.Transform.Options;

/// <summary>What is put in the place of what.</summary>
/// <param name="From">The text, or the regular expression, that is replaced, wherever it stands in the cell.</param>
/// <param name="To">What it becomes; <c>$1</c> is a group of the expression.</param>
/// <param name="IsPattern">Whether <paramref name="From"/> is a regular expression, without look-around and back-references.</param>
public sealed record Replacement(string From, string To, bool IsPattern);
