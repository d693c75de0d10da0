namespace DropZone.Rules.Fields;

/// <summary>What is wrong with a cell. Made when the rules are compiled, wherever it does not depend on the row.</summary>
internal sealed record CellFault(ErrorCode Code, string Message);
